import { closeCodes } from '#lib/wire/close-codes.ts'
import { limits } from '#lib/wire/limits.ts'
import type { Connection } from './connection.ts'

/**
 * Closes a connection whose person, or whose document, is not found in time, so that it tries again:
 * a database that never answers would keep it, and its place, for ever (T3).
 */
export class OpeningDeadline {
  readonly #connection: Connection
  #timer: NodeJS.Timeout

  constructor(connection: Connection) {
    this.#connection = connection
    this.#timer = this.#in(limits.identifyMs, 'who it is takes too long')
  }

  /** It is known who it is; the document is loading. */
  identified(): void {
    clearTimeout(this.#timer)
    this.#timer = this.#in(limits.loadMs, 'loading takes too long')
  }

  /** It is open, or refused. */
  met(): void {
    clearTimeout(this.#timer)
  }

  #in(ms: number, reason: string): NodeJS.Timeout {
    return setTimeout(() => this.#connection.close(closeCodes.tryAgain, reason), ms).unref()
  }
}
