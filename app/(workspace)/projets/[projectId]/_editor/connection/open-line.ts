/** One open line, as its two directions use it; `signal` is its end. */
export type OpenLine = {
  fetch: typeof fetch
  /** Without a query. */
  address: string
  /** The token, which is in no address. */
  line: string
  signal: AbortSignal
}
