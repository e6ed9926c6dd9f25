import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  request as requestFrom,
  type Server,
  type ServerResponse,
} from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** What stands between a school and the world: it passes pages, and has views on the rest. */
export class SchoolProxy {
  passesSockets = false
  /** It gives an answer on only once it has all of it. */
  holdsBack = false
  /** What was asked of the server, as `GET /sync/…/events?wait=stream`. */
  readonly requests: string[] = []
  readonly #server: Server
  readonly #open = new Set<Duplex>()
  #target = 0

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => this.#pass(request, response))
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    server.on('connection', (socket) => {
      this.#open.add(socket)
      socket.on('close', () => this.#open.delete(socket))
    })
  }

  static async start(): Promise<SchoolProxy> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new SchoolProxy(server)
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** The port of the server behind. */
  leadTo(port: number): void {
    this.#target = port
  }

  /** Breaks all that goes through at the moment. */
  cut(): void {
    for (const socket of this.#open) socket.destroy()
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.cut()
    await once(this.#server, 'close')
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '/', headers } = request
    this.requests.push(`${method} ${url}`)
    const onward = requestFrom({
      host: '127.0.0.1',
      port: this.#target,
      method,
      path: url,
      headers,
    })
    onward.on('response', (answer) => {
      const { statusCode = 502 } = answer
      if (!this.holdsBack) {
        response.writeHead(statusCode, answer.headers)
        answer.pipe(response)
        return
      }
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        response.writeHead(statusCode, answer.headers)
        response.end(Buffer.concat(chunks))
      })
    })
    onward.on('error', () => {
      if (!response.headersSent) response.writeHead(502)
      response.end()
    })
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    if (!this.passesSockets) {
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const onward = connect(this.#target, '127.0.0.1', () => {
      const lines = Array.from({ length: request.rawHeaders.length / 2 }, (_, pair) => {
        return `${request.rawHeaders[2 * pair]}: ${request.rawHeaders[2 * pair + 1]}`
      })
      onward.write([`${request.method} ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  }
}
