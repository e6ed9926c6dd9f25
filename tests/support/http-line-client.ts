import { onTestFinished } from 'vitest'
import {
  HttpSocket,
  type HttpSocketOptions,
} from '#app/(workspace)/projets/[projectId]/_editor/connection/http-socket.ts'
import { httpLine } from '#lib/wire/http-line.ts'
import { decodeServerMessage, type ServerMessage } from '#server/sync/protocol.ts'
import { TestPeer } from './test-peer.ts'

type House = { port: number; projectId: string }
type LineOptions = {
  cookie?: string | undefined
  query?: string
  origin?: string
  peer?: TestPeer
  /** Between the client and the network: breaks what the test wants broken. */
  network?: (next: typeof fetch) => typeof fetch
  /** False: there is no place for a stream, so that events are asked for now and then. */
  hasPlace?: boolean
}

/** A peer whose frames travel over HTTP, by the very class that pages use. */
export function openLine(
  house: House,
  options: LineOptions = {},
): { peer: TestPeer; socket: HttpSocket } {
  const { query = 'ack=1', peer = new TestPeer() } = options
  const address = `ws://localhost:${house.port}/sync/${house.projectId}?${query}`
  const socket = new HttpSocket(address, [], lineNetwork(options))
  socket.onopen = () =>
    peer.connect({ send: (frame) => socket.send(frame), hangUp: () => socket.close() })
  socket.onmessage = ({ data }) => peer.receive(new Uint8Array(data))
  socket.onclose = ({ code, reason }) => peer.lineClosed(code, reason)
  onTestFinished(() => socket.close())
  return { peer, socket }
}

/** What the polyfill gets from a browser: the cookie, the Origin, a place for a stream. */
export function lineNetwork(options: LineOptions): HttpSocketOptions {
  const { cookie, origin, network = (next) => next, hasPlace = true } = options
  const signedIn: typeof fetch = (address, init) => {
    const headers = new Headers(init?.headers)
    if (cookie) headers.set('cookie', cookie)
    if (origin) headers.set('origin', origin)
    return fetch(address, { ...init, headers })
  }
  return {
    fetch: network(signedIn),
    takePlace: async () => (hasPlace ? () => undefined : null),
  }
}

/** A line without a client of ours: one request after the other, as the test writes them. */
export class RawLine {
  readonly #address: string
  readonly #headers: Record<string, string>

  private constructor(address: string, headers: Record<string, string>) {
    this.#address = address
    this.#headers = headers
  }

  static async open(house: House, cookie: string): Promise<RawLine> {
    const address = `http://localhost:${house.port}/sync/${house.projectId}/http`
    const opened = await fetch(`${address}?ack=1`, { method: 'POST', headers: { cookie } })
    const { line }: { line?: unknown } = Object(await opened.json())
    return new RawLine(address, { [httpLine.lineHeader]: String(line) })
  }

  post(body: BodyInit, headers: Record<string, string>, action = '/frames'): Promise<Response> {
    const all = { ...this.#headers, ...headers }
    return fetch(`${this.#address}${action}`, { method: 'POST', body, headers: all })
  }

  /** All frames from the first on, which are never confirmed, fetched until a frame is like `last`. */
  async framesUntil(last: (message: ServerMessage) => boolean): Promise<ServerMessage[]> {
    for (;;) {
      const answer = await this.events('5', { 'last-event-id': '0' })
      const lines = (await answer.text()).split('\n').filter((line) => line.startsWith('data: '))
      const messages = lines.map((line) => {
        return decodeServerMessage(new Uint8Array(Buffer.from(line.slice(6), 'base64')))
      })
      if (messages.some(last)) return messages
    }
  }

  events(wait: string, headers: Record<string, string> = {}): Promise<Response> {
    const all = { ...this.#headers, ...headers }
    return fetch(`${this.#address}/events?wait=${wait}`, { headers: all })
  }
}
