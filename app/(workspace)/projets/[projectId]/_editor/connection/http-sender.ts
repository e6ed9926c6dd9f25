import { encodeBatch, httpLine } from '#lib/wire/http-line.ts'
import type { OpenLine } from './open-line.ts'

/** What one request carries: more than that waits for the next. */
const BATCH_BYTES = 256 * 1024
/** A request that takes longer is given up and sent again. */
const ANSWER_MS = 20_000
/** A server that does not answer is asked again after these; then the line is held to be cut. */
const RETRIES_MS = [300, 1000, 2000, 4000]
/** The server holds what was not confirmed: it is told after so many frames, or so long. */
const CONFIRM_FRAMES = 32
const CONFIRM_MS = 5000

/**
 * The frames that leave, one request at a time. Each batch keeps its number until it was answered: one
 * that was lost, or whose answer was, is sent again, and taken once.
 */
export class HttpSender {
  readonly #line: OpenLine
  readonly #onLost: (error: unknown) => void
  #queue: Uint8Array[] = []
  #batch = 0
  #receivedId = 0
  #unconfirmed = 0
  #isConfirmDue = false
  #confirmTimer: ReturnType<typeof setTimeout> | null = null
  #work: Promise<void> | null = null
  /** The server has closed this line, and takes nothing more. */
  #isRefused = false

  constructor(line: OpenLine, onLost: (error: unknown) => void) {
    this.#line = line
    this.#onLost = onLost
    line.signal.addEventListener('abort', () => this.#stopTimer())
  }

  send(frame: Uint8Array): void {
    this.#queue.push(frame)
    this.#start()
  }

  /** Every event up to `id` is here. */
  received(id: number, frames: number): void {
    if (frames === 0) return
    this.#receivedId = id
    this.#unconfirmed += frames
    if (this.#unconfirmed >= CONFIRM_FRAMES) this.#confirm()
    else this.#confirmTimer ??= setTimeout(() => this.#confirm(), CONFIRM_MS)
  }

  /** Sends what waits, and says goodbye: the page may be gone before the answer comes. */
  leave(): void {
    this.#batch += 1
    const body = encodeBatch(this.#queue.splice(0))
    // Without it the server finds out by itself.
    this.#post('/close', body, { keepalive: true }).catch(() => undefined)
  }

  #confirm(): void {
    this.#isConfirmDue = true
    this.#start()
  }

  #start(): void {
    if (this.#work !== null || this.#isOver()) return
    // Frames of the same turn leave together.
    this.#work = Promise.resolve()
      .then(() => this.#sendAll())
      .catch((error: unknown) => {
        if (!this.#line.signal.aborted) this.#onLost(error)
      })
      .finally(() => {
        this.#work = null
      })
  }

  async #sendAll(): Promise<void> {
    while ((this.#queue.length > 0 || this.#isConfirmDue) && !this.#isOver()) {
      const body = encodeBatch(this.#nextFrames())
      this.#batch += 1
      await this.#deliver(body)
    }
  }

  #isOver(): boolean {
    return this.#isRefused || this.#line.signal.aborted
  }

  #nextFrames(): Uint8Array[] {
    let bytes = 0
    const over = this.#queue.findIndex((frame, index) => {
      bytes += frame.length
      return bytes > BATCH_BYTES && index > 0
    })
    return this.#queue.splice(0, over === -1 ? this.#queue.length : over)
  }

  async #deliver(body: Uint8Array<ArrayBuffer>): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const timeout = AbortSignal.timeout(ANSWER_MS)
      const signal = AbortSignal.any([this.#line.signal, timeout])
      const answer = await this.#post('/frames', body, { signal }).catch(() => null)
      if (this.#line.signal.aborted) return
      // What a proxy says in the server's place is as good as no answer.
      if (answer?.headers.has(httpLine.serverHeader)) {
        if (answer.ok) return
        if (answer.status === 410) throw new Error('the server has no such line')
        // Refused: the reason is on its way, as the last event.
        this.#isRefused = true
        return
      }
      const wait = RETRIES_MS[attempt]
      if (wait === undefined) throw new Error('a batch was not answered')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  #post(action: string, body: Uint8Array<ArrayBuffer>, how: RequestInit): Promise<Response> {
    const { fetch, address, line } = this.#line
    this.#stopTimer()
    this.#isConfirmDue = false
    this.#unconfirmed = 0
    return fetch(`${address}${action}`, {
      ...{ method: 'POST', body },
      headers: {
        'content-type': 'application/octet-stream',
        [httpLine.lineHeader]: line,
        [httpLine.batchHeader]: `${this.#batch}`,
        [httpLine.receivedHeader]: `${this.#receivedId}`,
      },
      ...how,
    })
  }

  #stopTimer(): void {
    if (this.#confirmTimer !== null) clearTimeout(this.#confirmTimer)
    this.#confirmTimer = null
  }
}
