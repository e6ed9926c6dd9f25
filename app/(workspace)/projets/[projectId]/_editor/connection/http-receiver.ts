import { httpLine } from '#lib/wire/http-line.ts'
import { readEvents, type ServerSentEvent } from './event-reader.ts'
import type { OpenLine } from './open-line.ts'

/** A stream of which nothing has come by then is held back by something on the way. */
const FIRST_BYTES_MS = 5000
/** The server says something every 15 s. */
const SILENCE_MS = 25_000
/** How long the server waits for something to tell a page that may keep it waiting. */
const POLL_SECONDS = 20
/** How often a page asks that may keep no connection: looked at, and in the background. */
const SHORT_POLL_MS = 1000
const HIDDEN_POLL_MS = 5000
/** A server that does not answer is asked again after these; then the line is held to be cut. */
const RETRIES_MS = [200, 1000, 2000, 4000]

/** Once for all lines of the page: its network does not change with each of them. */
let isHeldBack = false

type TakePlace = () => Promise<(() => void) | null>

/**
 * The events that arrive: from a stream where one gets through and there is a place for it, else from
 * one request after the other. What was lost with an answer comes again with the next.
 */
export class HttpReceiver {
  readonly #line: OpenLine
  readonly #takePlace: TakePlace
  #lastId = 0
  /** Attempts in a row that brought nothing. */
  #failures = 0

  constructor(line: OpenLine, takePlace: TakePlace) {
    this.#line = line
    this.#takePlace = takePlace
  }

  /** Gives each event once, in order, until the line ends. */
  async run(take: (event: ServerSentEvent) => void): Promise<void> {
    while (!this.#line.signal.aborted) {
      const release = await this.#takePlace()
      let pauseMs = isHidden() ? HIDDEN_POLL_MS : SHORT_POLL_MS
      try {
        const hasBrought = await this.#turn(take, release !== null)
        this.#failures = 0
        // Who has a place asks again at once, unless something on the way answers for the server.
        if (release !== null && hasBrought) pauseMs = 0
      } catch (error) {
        const wait = RETRIES_MS[this.#failures]
        if (this.#line.signal.aborted) return
        if (wait === undefined || error instanceof NoSuchLine) {
          // Nothing came because nothing was there: the next line may stream.
          isHeldBack = false
          throw error
        }
        this.#failures += 1
        pauseMs = wait
      } finally {
        release?.()
      }
      if (pauseMs > 0) await pause(pauseMs, this.#line.signal)
    }
  }

  /** One request, and the events that its answer brings: false when it ended without any. */
  async #turn(take: (event: ServerSentEvent) => void, hasPlace: boolean): Promise<boolean> {
    const streams = hasPlace && !isHeldBack
    const watch = new Watch(this.#line.signal, streams)
    let hasBrought = false
    try {
      const answer = await this.#ask(streams ? 'stream' : `${hasPlace ? POLL_SECONDS : 0}`, watch)
      for await (const event of readEvents(answer)) {
        watch.heard()
        // Many a proxy ends a stream after a minute: it did its work, and the next one goes on.
        this.#failures = 0
        // A comment has no number, and neither has the last event of all.
        if (event.id > 0 && event.id <= this.#lastId) continue
        if (event.id > 0) this.#lastId = event.id
        hasBrought ||= event.data.length > 0
        take(event)
      }
    } catch (error) {
      if (watch.why === null) throw error
      if (watch.why === 'silent') isHeldBack = true
      return true
    } finally {
      watch.end()
    }
    return hasBrought
  }

  async #ask(wait: string, { signal }: Watch): Promise<ReadableStream<Uint8Array>> {
    const { fetch, address, line } = this.#line
    const response = await fetch(`${address}/events?wait=${wait}`, {
      headers: { [httpLine.lineHeader]: line, 'last-event-id': `${this.#lastId}` },
      ...{ cache: 'no-store', signal },
    })
    if (response.status === 410) throw new NoSuchLine('the server has no such line')
    const isOurs = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!response.ok || response.body === null || !isOurs) {
      throw new Error(`events were answered with ${response.status}`)
    }
    return response.body
  }
}

class NoSuchLine extends Error {}

/** Ends a request that brings nothing, and the stream of a page that nobody looks at any more. */
class Watch {
  why: 'silent' | 'hidden' | null = null
  readonly #turn = new AbortController()
  readonly signal: AbortSignal
  readonly #streams: boolean
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(line: AbortSignal, streams: boolean) {
    this.signal = AbortSignal.any([line, this.#turn.signal])
    this.#streams = streams
    this.#within(streams ? FIRST_BYTES_MS : (POLL_SECONDS + 10) * 1000)
    if (streams && typeof document !== 'undefined') {
      document.addEventListener('visibilitychange', () => isHidden() && this.#stop('hidden'), {
        signal: this.signal,
      })
    }
  }

  heard(): void {
    if (this.#streams) this.#within(SILENCE_MS)
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#turn.abort()
  }

  #within(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#stop(this.#streams ? 'silent' : null), ms)
  }

  #stop(why: Watch['why']): void {
    this.why = why
    this.#turn.abort()
  }
}

function isHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden'
}

/** Less when somebody begins to look at the page. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController()
    const end = () => {
      clearTimeout(timer)
      done.abort()
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { signal: done.signal })
    if (typeof document !== 'undefined') {
      document.addEventListener('visibilitychange', end, { signal: done.signal })
    }
  })
}
