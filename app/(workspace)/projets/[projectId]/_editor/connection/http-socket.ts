import { httpLine } from '#lib/wire/http-line.ts'
import type { ServerSentEvent } from './event-reader.ts'
import { HttpReceiver } from './http-receiver.ts'
import { HttpSender } from './http-sender.ts'
import type { OpenLine } from './open-line.ts'
import { takeStreamPlace } from './stream-places.ts'

/** An answer to the opening comes once the room is loaded. */
const OPENING_MS = 20_000

type Closing = { code: number; reason: string }
type Handlers = {
  onopen: (() => void) | null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null
  onerror: ((event: { message: string }) => void) | null
  onclose: ((event: Closing & { wasClean: boolean }) => void) | null
}

export type HttpSocketOptions = {
  fetch: typeof fetch
  /** A place to stream in; null when there is none, and events are asked for now and then. */
  takePlace: () => Promise<(() => void) | null>
}

/**
 * What y-websocket needs of a WebSocket, over plain HTTP (lib/wire/http-line.ts): for networks that
 * let no socket through. Frames arrive once each and in their order, both ways, whatever requests
 * are lost on the way; what cannot be mended closes it with 1006, as a socket that breaks.
 */
export class HttpSocket implements Handlers {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  binaryType = 'arraybuffer'
  onopen: Handlers['onopen'] = null
  onmessage: Handlers['onmessage'] = null
  onerror: Handlers['onerror'] = null
  onclose: Handlers['onclose'] = null
  readonly #options: HttpSocketOptions
  readonly #ended = new AbortController()
  #state: 0 | 1 | 3 = 0
  #sender: HttpSender | null = null

  constructor(
    url: string | URL,
    _protocols?: string | string[],
    options: HttpSocketOptions = {
      fetch: (...request) => fetch(...request),
      takePlace: takeStreamPlace,
    },
  ) {
    this.#options = options
    const address = new URL(String(url).replace(/^ws/, 'http'))
    address.pathname += '/http'
    this.#open(address).catch((error: unknown) => this.#fail(error))
  }

  get readyState(): number {
    return this.#state
  }

  send(frame: Uint8Array | ArrayBuffer): void {
    if (this.#state !== this.OPEN) return
    this.#sender?.send(frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame.slice())
  }

  /** What was given before still leaves. */
  close(): void {
    if (this.#state === this.CLOSED) return
    this.#sender?.leave()
    this.#finish({ code: 1000, reason: '' })
  }

  async #open(address: URL): Promise<void> {
    const signal = AbortSignal.any([this.#ended.signal, AbortSignal.timeout(OPENING_MS)])
    const response = await this.#options.fetch(address, { method: 'POST', signal })
    if (!response.ok) throw new Error(`opening was answered with ${response.status}`)
    const opened: unknown = await response.json()
    const closed = readClosing(Object(opened).closed)
    if (closed !== null) return this.#finish(closed)
    this.#start({
      fetch: this.#options.fetch,
      address: `${address.origin}${address.pathname}`,
      line: String(Object(opened).line),
      signal: this.#ended.signal,
    })
  }

  #start(line: OpenLine): void {
    const lost = (error: unknown) => this.#fail(error)
    const sender = new HttpSender(line, lost)
    const receiver = new HttpReceiver(line, this.#options.takePlace)
    this.#sender = sender
    if (typeof window !== 'undefined') {
      // A page that is left is not seen in its place until the server has noticed.
      const leave = () => this.close()
      window.addEventListener('pagehide', leave, { signal: this.#ended.signal })
    }
    this.#state = this.OPEN
    this.onopen?.()
    receiver.run((event) => this.#take(sender, event)).catch(lost)
  }

  #take(sender: HttpSender, { id, event, data }: ServerSentEvent): void {
    try {
      if (event === httpLine.closeEvent) this.#finish(parseClosing(data[0] ?? ''))
      else for (const frame of data) this.#receive(bytesOf(frame))
      sender.received(id, data.length)
    } catch (error) {
      // The rest of the event would be missing: everything is compared again on another line.
      this.#fail(error)
    }
  }

  #receive(frame: ArrayBuffer): void {
    if (this.#state === this.OPEN) this.onmessage?.({ data: frame })
  }

  #fail(error: unknown): void {
    if (this.#state === this.CLOSED) return
    const message = error instanceof Error ? error.message : String(error)
    this.onerror?.({ message })
    this.#finish({ code: 1006, reason: message })
  }

  #finish({ code, reason }: Closing): void {
    if (this.#state === this.CLOSED) return
    this.#state = this.CLOSED
    this.#ended.abort()
    this.onclose?.({ code, reason, wasClean: code !== 1006 })
  }
}

function parseClosing(json: string): Closing {
  return readClosing(JSON.parse(json)) ?? { code: 1006, reason: 'unreadable' }
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer
}

function readClosing(value: unknown): Closing | null {
  const { code, reason } = Object(value)
  return typeof code === 'number' ? { code, reason: String(reason) } : null
}
