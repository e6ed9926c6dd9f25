import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'

type Part = number | Uint8Array | string

/** What the client sent, as `sync 0`, `sync 2`, `awareness`, `marker 3`. */
type Received = string

/**
 * A server for tests of the browser's side alone: it keeps a document in memory, and acknowledges
 * or refuses when the test says so.
 */
export class FakeServer {
  readonly doc = new Y.Doc()
  readonly received: Received[] = []
  /** Answers markers by itself. */
  acknowledges = true
  /** Closes the next connections with this code. */
  closesWith: number | null = null
  readonly #sockets: WebSocketServer
  #socket: WebSocket | null = null

  private constructor(sockets: WebSocketServer) {
    this.#sockets = sockets
    sockets.on('connection', (socket) => this.#serve(socket))
  }

  static async start(port = 0): Promise<FakeServer> {
    const sockets = new WebSocketServer({ port, host: '127.0.0.1' })
    await once(sockets, 'listening')
    return new FakeServer(sockets)
  }

  get port(): number {
    const address = this.#sockets.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  send(...parts: Part[]): void {
    this.#socket?.send(frame(parts))
  }

  close(code: number): void {
    this.#socket?.close(code)
  }

  /** Breaks the connection as a killed process does. */
  drop(): void {
    this.#socket?.terminate()
  }

  async stop(): Promise<void> {
    this.drop()
    this.#sockets.close()
    await once(this.#sockets, 'close')
    this.doc.destroy()
  }

  #serve(socket: WebSocket): void {
    if (this.closesWith !== null) {
      socket.close(this.closesWith)
      return
    }
    this.#socket = socket
    this.received.push('open')
    this.send(0, 0, Y.encodeStateVector(this.doc))
    socket.on('message', (data: Buffer) => this.#receive(new Uint8Array(data)))
  }

  #receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes)
    const channel = decoding.readVarUint(decoder)
    if (channel === 1) {
      this.received.push('awareness')
      return
    }
    if (channel === 100) {
      const marker = decoding.readVarUint(decoder)
      this.received.push(`marker ${marker}`)
      if (this.acknowledges) this.send(100, marker, 1)
      return
    }
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    this.received.push(`sync ${step}`)
    if (step === 0) this.send(0, 1, Y.encodeStateAsUpdate(this.doc, body))
    else Y.applyUpdate(this.doc, body)
  }
}

function frame(parts: Part[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}
