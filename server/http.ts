import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { clientAddress } from '#lib/platform/client-address.ts'

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export type HttpParts = {
  /** Pages; absent when the process serves sockets alone. */
  readonly pages: HttpHandler | null
  /** Sockets of the pages' own tooling, in development. */
  readonly pageUpgrades: UpgradeHandler | null
  readonly sync: UpgradeHandler
  /** Resolves to whether this process can take work; rejects never. */
  readonly isReady: () => Promise<boolean>
}

/**
 * The one server of the process: pages, sockets under `/sync/`, and the two probes.
 *
 * `/healthz` says that the event loop turns; `/readyz` that the database answers and that the
 * process is not draining.
 */
export function createHttpServer(parts: HttpParts): Server {
  const server = createServer((request, response) => {
    const path = pathOf(request)
    if (path === '/healthz') return answer(response, 200, 'ok')
    if (path === '/readyz') return void answerReady(parts, response)
    if (parts.pages === null) return answer(response, 404, 'not found')
    // What pages count attempts by: a client must not be able to write another's address there.
    request.headers['x-forwarded-for'] = addressOf(request)
    parts.pages(request, response)
  })
  // A client that sends its headers one byte at a time must not hold a socket for ever.
  server.headersTimeout = 10_000
  server.requestTimeout = 60_000
  server.on('upgrade', (request, socket, head) => {
    // A socket that its peer resets emits an error before anybody else listens to it.
    socket.on('error', () => socket.destroy())
    if (pathOf(request).startsWith('/sync/')) return parts.sync(request, socket, head)
    if (parts.pageUpgrades !== null) return parts.pageUpgrades(request, socket, head)
    socket.destroy()
  })
  return server
}

/** The path of a request as it was sent, without its query; `/` when it is not one. */
export function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '/').split('?', 1)[0]
  return path?.startsWith('/') ? path : '/'
}

/** The network address of the client: behind a proxy on this machine, the one that the proxy saw. */
export function addressOf(request: IncomingMessage): string {
  const forwardedFor = request.headers['x-forwarded-for']
  const last = typeof forwardedFor === 'string' ? forwardedFor : undefined
  return clientAddress(request.socket.remoteAddress, last) || 'unknown'
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
