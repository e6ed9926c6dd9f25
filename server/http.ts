import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  clientAddress,
  lastForwarded,
  loopback,
  type TrustsProxy,
  trustedProxies,
} from '#lib/platform/client-address.ts'

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export type HttpParts = {
  /** Pages; absent when the process serves sockets alone. */
  readonly pages: HttpHandler | null
  /** Sockets of the pages' own tooling, in development. */
  readonly pageUpgrades: UpgradeHandler | null
  readonly sync: UpgradeHandler
  /** What comes below `/sync/` without an upgrade. */
  readonly syncRequests: HttpHandler
  /** Resolves to whether this process can take work; rejects never. */
  readonly isReady: () => Promise<boolean>
  /** Answers `/metrics`, and refuses who may not read them; without it there are none. */
  readonly metrics?: HttpHandler
  /** Whose `X-Forwarded-For` is believed; by default a proxy on this machine. */
  readonly trustedProxies?: readonly string[]
  readonly timeouts?: HttpTimeouts
}

export type HttpTimeouts = {
  readonly headersMs: number
  readonly requestMs: number
  /** How often Node looks: a client may have this much more. */
  readonly checkMs: number
}

/** A client that sends its headers one byte at a time must not hold a socket for ever. */
const defaultTimeouts: HttpTimeouts = { headersMs: 10_000, requestMs: 60_000, checkMs: 2_000 }

/**
 * The one server of the process: pages, sockets under `/sync/`, the two probes and the metrics.
 *
 * `/healthz` says that the event loop turns; `/readyz` that the database stores and that the process
 * is not draining. Whatever a request goes on to, `addressOf` says whom it comes from.
 */
export function createHttpServer(parts: HttpParts): Server {
  const { headersMs, requestMs, checkMs } = parts.timeouts ?? defaultTimeouts
  const isTrusted = trustedProxies(parts.trustedProxies ?? [loopback])
  const options = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
  }
  const server = createServer(options, (request, response) => {
    const path = pathOf(request)
    if (path === '/healthz') return answer(response, 200, 'ok')
    if (path === '/readyz') return void answerReady(parts, response)
    if (path === '/metrics' && parts.metrics) return parts.metrics(request, response)
    if (path.startsWith('/sync/')) {
      noteAddress(request, isTrusted)
      return parts.syncRequests(request, response)
    }
    if (parts.pages === null) return answer(response, 404, 'not found')
    noteAddress(request, isTrusted)
    parts.pages(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    // A socket that its peer resets emits an error before anybody else listens to it.
    socket.on('error', () => socket.destroy())
    noteAddress(request, isTrusted)
    if (pathOf(request).startsWith('/sync/')) return parts.sync(request, socket, head)
    if (parts.pageUpgrades !== null) return parts.pageUpgrades(request, socket, head)
    socket.destroy()
  })
  return server
}

/** What attempts and sockets are counted by: a client must not be able to write another's there. */
function noteAddress(request: IncomingMessage, isTrusted: TrustsProxy): void {
  const given = request.headers['x-forwarded-for']
  const forwardedFor = Array.isArray(given) ? given.join(',') : given
  const address = clientAddress(request.socket.remoteAddress, forwardedFor, isTrusted)
  request.headers['x-forwarded-for'] = address || 'unknown'
}

/** The path of a request as it was sent, without its query; `/` when it is not one. */
export function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '/').split('?', 1)[0]
  return path?.startsWith('/') ? path : '/'
}

/** The network address of the client, which `createHttpServer` found and wrote there. */
export function addressOf(request: IncomingMessage): string {
  return lastForwarded(String(request.headers['x-forwarded-for'] ?? '')) ?? 'unknown'
}

/** Resolves to the port that was bound, once the server accepts connections. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function answerReady(parts: HttpParts, response: ServerResponse): Promise<void> {
  if (await parts.isReady()) answer(response, 200, 'ready')
  else answer(response, 503, 'not ready')
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(`${text}\n`)
}
