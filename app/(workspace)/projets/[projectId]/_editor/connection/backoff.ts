/** The longest wait between two attempts to connect. */
const MAX_MS = 30_000

/**
 * The wait before the next attempt, after so many in a row that did not get as far as a synchronised
 * document. The span doubles each time, and any moment in it is as likely as another: a whole school
 * whose server restarts does not come back in the same instant.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  return Math.min(2 ** failures * 100, MAX_MS) * random()
}
