const minute = 60_000
const day = 24 * 60 * minute

/** A session ends this long after its last activity, in milliseconds. */
export const idleMs = { own: 14 * day, sharedComputer: 30 * minute } as const

/** However active, a person signs in again after this long, in milliseconds. */
export const longestMs = 180 * day

/** Activity is written down at most this often, in milliseconds: most requests only read. */
export const touchEveryMs = minute

type Life = { createdAt: Date; sharedComputer: boolean }

/** When a session that is active at `now` ends if nothing more happens. */
export function sessionEnd({ createdAt, sharedComputer }: Life, now: Date): Date {
  const idle = sharedComputer ? idleMs.sharedComputer : idleMs.own
  return new Date(Math.min(now.getTime() + idle, createdAt.getTime() + longestMs))
}
