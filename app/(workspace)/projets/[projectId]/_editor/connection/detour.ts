import type { WebsocketProvider } from 'y-websocket'
import { httpLine } from '#lib/wire/http-line.ts'
import { HttpSocket } from './http-socket.ts'

/** How long the server has to answer an attempt to find out what gets through. */
const PROBE_MS = 5000
/** How often a socket is tried again while frames go over HTTP. */
const RETRY_MS = 5 * 60_000

const detours = new WeakMap<WebsocketProvider, Detour>()

/** @param proof the code with which the server closes the socket of an attempt to find out. */
export function detourOf(provider: WebsocketProvider, proof: number): Detour {
  const detour = detours.get(provider) ?? new Detour(provider, proof)
  detours.set(provider, detour)
  return detour
}

/**
 * Sends a provider's frames over HTTP where sockets do not get through, and over a socket again once
 * they do. A way is changed only on proof: the server answers by HTTP at the same moment at which a
 * second socket fails. A server that is merely away, or restarts, sends nobody on a detour.
 */
class Detour {
  readonly #provider: WebsocketProvider
  readonly #socket: WebsocketProvider['_WS']
  readonly #address: string
  readonly #proof: number
  #timer: ReturnType<typeof setInterval> | undefined
  #isLooking = false

  constructor(provider: WebsocketProvider, proof: number) {
    this.#proof = proof
    this.#provider = provider
    this.#socket = provider._WS
    this.#address = `${provider.serverUrl}/ping`
    provider.doc.on('destroy', () => this.#rest())
  }

  /** After an attempt that failed, by either way. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#provider.doc.isDestroyed) return
    this.#isLooking = true
    try {
      if (this.#isTaken()) await this.#retrySocket()
      else if ((await this.#isThere()) && !(await this.#socketPasses())) this.#take()
    } finally {
      this.#isLooking = false
    }
  }

  /** No socket is tried again. */
  #rest(): void {
    clearInterval(this.#timer)
    window.removeEventListener('online', this.#retry)
  }

  #isTaken(): boolean {
    return this.#provider._WS !== this.#socket
  }

  #take(): void {
    if (this.#provider.doc.isDestroyed) return
    Object.assign(this.#provider, { _WS: HttpSocket })
    this.#timer = setInterval(this.#retry, RETRY_MS)
    // Another network may let it through.
    window.addEventListener('online', this.#retry)
    this.#begin()
  }

  readonly #retry = (): void => void this.look().catch(() => undefined)

  async #retrySocket(): Promise<void> {
    if (!(await this.#socketPasses()) || !this.#isTaken()) return
    this.#rest()
    Object.assign(this.#provider, { _WS: this.#socket })
    this.#begin()
  }

  /** What was not acknowledged on the old way is sent again on the new one, as after any cut. */
  #begin(): void {
    const { ws, shouldConnect } = this.#provider
    if (ws !== null) ws.close()
    else if (shouldConnect) this.#provider.connect()
  }

  async #isThere(): Promise<boolean> {
    const address = this.#address.replace(/^ws/, 'http')
    const answer = await fetch(address, {
      cache: 'no-store',
      signal: AbortSignal.timeout(PROBE_MS),
    })
    return answer.headers.has(httpLine.serverHeader)
  }

  /** Whether a socket carries the server's own word back: some proxies open one, and swallow it. */
  #socketPasses(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = new this.#socket(this.#address)
      const timer = setTimeout(() => socket.close(), PROBE_MS)
      // What fails is closed, too; a socket outside of a browser throws where nobody listens.
      socket.onerror = () => undefined
      socket.onclose = ({ code }) => {
        clearTimeout(timer)
        resolve(code === this.#proof)
      }
    })
  }
}
