import { pause } from './pause.ts'

const firstDelayMs = 100
const maxDelayMs = 5_000

/**
 * Calls `attempt` until it resolves, waiting longer after each failure, for ever: what it stores is
 * held by nobody else.
 *
 * @returns null once `signal` aborts: nobody needs the result any more.
 */
export async function retryForever<Value>(
  attempt: () => Promise<Value>,
  options: { onFailure: (error: unknown) => void; signal: AbortSignal },
): Promise<Value | null> {
  for (let delayMs = firstDelayMs; !options.signal.aborted; ) {
    try {
      return await attempt()
    } catch (error) {
      options.onFailure(error)
    }
    await pause(delayMs, options.signal)
    delayMs = Math.min(delayMs * 2, maxDelayMs)
  }
  return null
}
