/**
 * The network address that a request really comes from.
 *
 * `X-Forwarded-For` is believed only from a proxy on this machine, and then only its last entry: the
 * one that the proxy itself saw. Anything else in it is what the client chose to write.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined): string {
  const address = withoutMapping(peer ?? '')
  if (address !== '' && !isLoopback(address)) return address
  return withoutMapping(lastForwarded(forwardedFor) ?? address)
}

/** The last entry of `X-Forwarded-For`. */
export function lastForwarded(forwardedFor: string | null | undefined): string | undefined {
  return forwardedFor?.split(',').at(-1)?.trim() || undefined
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** IPv4 as an IPv6 socket shows it. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}
