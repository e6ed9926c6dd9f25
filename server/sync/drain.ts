import { closeCodes } from '#lib/wire/close-codes.ts'
import type { Connection } from './connection.ts'
import { pause } from './pause.ts'

const stepMs = 20
/** The longest that closing everyone takes. */
const spreadMs = 8_000

/**
 * Closes connections with 1012 a few at a time, so that thousands do not come back in one moment;
 * each once what its document has is stored and acknowledged (D2).
 *
 * @returns once each is closed: never, while the database stores nothing.
 */
export async function closeStaggered(connections: readonly Connection[]): Promise<void> {
  const perStep = Math.max(1, Math.ceil((connections.length * stepMs) / spreadMs))
  const closing: Promise<void>[] = []
  for (const [index, connection] of connections.entries()) {
    if (index > 0 && index % perStep === 0) await pause(stepMs)
    closing.push(closeOnceStored(connection))
  }
  await Promise.all(closing)
}

function closeOnceStored(connection: Connection): Promise<void> {
  const { room } = connection
  return new Promise((resolve) => {
    const close = () => {
      // In a busy room they wait for the next update: the words of others, and acknowledgements.
      room?.flush()
      connection.close(closeCodes.restarting, 'restarting')
      resolve()
    }
    if (room === null || connection.isClosed) return close()
    room.afterPending(close)
  })
}

/** Waits for the work, but not longer. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}
