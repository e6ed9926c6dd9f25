import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { closeCodes } from '#lib/wire/close-codes.ts'
import { decodeBatch, httpLine } from '#lib/wire/http-line.ts'
import { limits } from '#lib/wire/limits.ts'
import type { Connection } from '#server/sync/connection.ts'
import { isForeign } from '#server/sync/sync-request.ts'
import type { Wire } from '#server/sync/wire.ts'
import { HttpWire, type Wait } from './http-wire.ts'
import { readBody } from './read-body.ts'

/** As far over the limit of a frame as a socket reads: up to here the connection says what is wrong. */
const maxBodyBytes = 2 * limits.frameBytes
/** Longer than this no proxy should have to hold a request. */
const maxWaitSeconds = 25

type Line = {
  readonly wire: HttpWire
  readonly connection: Connection
  /** The path that opened it: a token is good for its own project alone. */
  readonly path: string
  /** Number of the last batch that was taken. */
  taken: number
  /** The batch that is being read: one that comes after it means that its client has given it up. */
  reading: IncomingMessage | null
}

export type HttpLinesOptions = {
  readonly publicUrl: string
  /** A connection on this wire, which nobody has admitted yet. */
  readonly connect: (wire: Wire) => Connection
  /** Admits the connection as it would a socket, or closes it; resolves once either is done. */
  readonly welcome: (connection: Connection, request: IncomingMessage) => Promise<void>
  readonly onFailed: (error: unknown) => void
}

/**
 * The connections that come over HTTP (lib/wire/http-line.ts), by the token that only their page
 * knows. Each is admitted, limited and revoked by the very code that does so for sockets.
 */
export class HttpLines {
  readonly #options: HttpLinesOptions
  readonly #lines = new Map<string, Line>()
  readonly #waiting = new Set<() => void>()

  constructor(options: HttpLinesOptions) {
    this.#options = options
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: unknown) => {
      // A client that goes away in the middle of its request is no fault of ours.
      if (!request.destroyed) this.#options.onFailed(error)
      response.destroy()
    })
  }

  /** Resolves once every line has ended. */
  ended(): Promise<void> {
    if (this.#lines.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.add(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2)
    const [, project = '', action = ''] = /^(\/sync\/[^/]+\/http)(|\/[a-z]+)$/.exec(path) ?? []
    switch (`${request.method} ${path === '/sync/ping' ? path : action}`) {
      case 'GET /sync/ping':
        return end(response, 204)
      case 'POST ':
        return project === '' ? end(response, 404) : this.#open(project, request, response)
      case 'GET /events':
        return this.#withLine({ project, request, response }, (line) =>
          this.#attach(line, { request, response, wait: readWait(query) }),
        )
      case 'POST /frames':
      case 'POST /close':
        return this.#withLine({ project, request, response }, (line) =>
          this.#take(line, { request, response, isLast: action === '/close' }),
        )
      default:
        return end(response, 404)
    }
  }

  async #open(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = randomBytes(24).toString('base64url')
    const wire: HttpWire = new HttpWire({
      onLost: () => connection.closed(1006, 'no client'),
      onEnded: () => this.#forget(token),
    })
    const connection = this.#options.connect(wire)
    await this.#options.welcome(connection, request)
    if (response.destroyed) connection.closed(1006, 'no client')
    if (wire.closedWith !== null || connection.isClosed) {
      wire.terminate()
      return end(response, 200, { closed: wire.closedWith ?? { code: 1006, reason: '' } })
    }
    this.#lines.set(token, { wire, connection, path, taken: 0, reading: null })
    end(response, 200, { line: token })
  }

  #forget(token: string): void {
    this.#lines.delete(token)
    if (this.#lines.size > 0) return
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }

  async #withLine(
    { project, request, response }: Asked & { project: string },
    use: (line: Line) => void | Promise<void>,
  ): Promise<void> {
    // Opening is judged by the admission; all the rest needs no more than this and the token.
    if (isForeign(request, this.#options.publicUrl)) return end(response, 403)
    const token = request.headers[httpLine.lineHeader]
    const line = typeof token === 'string' ? this.#lines.get(token) : undefined
    if (line === undefined || line.path !== project) return end(response, 410)
    await use(line)
  }

  #attach(line: Line, { request, response, wait }: Asked & { wait: Wait | null }): void {
    const received = wholeNumber(request.headers['last-event-id'] ?? '0')
    if (wait !== null && line.wire.attach(response, wait, received)) return
    line.connection.close(closeCodes.malformed, 'events')
    end(response, 400)
  }

  async #take(
    line: Line,
    { request, response, isLast }: Asked & { isLast: boolean },
  ): Promise<void> {
    line.reading?.destroy()
    line.reading = request
    const announced = Number(request.headers['content-length'] ?? 0)
    const body = announced > maxBodyBytes ? null : await readBody(request, maxBodyBytes)
    if (line.reading === request) line.reading = null
    if (body === null) {
      line.connection.close(closeCodes.tooLarge, 'frame')
      response.setHeader('connection', 'close')
      return end(response, 413)
    }
    const status = receive(line, request, body)
    if (isLast) {
      line.connection.closed(1000, 'left')
      line.wire.terminate()
    }
    end(response, status)
  }
}

type Asked = { readonly request: IncomingMessage; readonly response: ServerResponse }

/** Takes a batch that is the next one; the status says what became of it. */
function receive(line: Line, request: IncomingMessage, body: Uint8Array): number {
  const { connection, wire } = line
  const batch = wholeNumber(request.headers[httpLine.batchHeader])
  const received = wholeNumber(request.headers[httpLine.receivedHeader] ?? '0')
  const frames = decodeBatch(body)
  if (frames === null || !wire.confirm(received) || !(batch <= line.taken + 1)) {
    connection.close(closeCodes.malformed, 'batch')
    return 400
  }
  // Its answer was lost: it is here already.
  if (batch <= line.taken) return 204
  line.taken = batch
  for (const frame of frames) connection.receive(frame)
  return 204
}

function readWait(query: string): Wait | null {
  const wait = new URLSearchParams(query).get('wait') ?? ''
  if (wait === 'stream') return { kind: 'stream' }
  const seconds = wholeNumber(wait)
  return seconds <= maxWaitSeconds ? { kind: 'poll', ms: seconds * 1000 } : null
}

/** NaN when it is none. */
function wholeNumber(text: string | string[] | undefined): number {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
}

function end(response: ServerResponse, status: number, json?: object): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    [httpLine.serverHeader]: '1',
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  })
  response.end(json === undefined ? undefined : JSON.stringify(json))
}
