import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Registry } from 'prom-client'
import { loopback, trustedProxies } from '#lib/platform/client-address.ts'
import type { HttpHandler } from '#server/http.ts'

const isLoopback = trustedProxies([loopback])

/** A request with one of these was handed on by something that may serve the whole world. */
const forwardingHeaders = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']

/**
 * Answers `/metrics` to this machine itself, and to whoever has the token (O1).
 *
 * @param token null when nobody elsewhere may read them.
 */
export function metricsEndpoint(registry: Registry, token: string | null): HttpHandler {
  return (request, response) => {
    if (!isFromHere(request) && !hasToken(request, token)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('forbidden\n')
      return
    }
    registry.metrics().then(
      (text) => {
        response.writeHead(200, {
          'content-type': registry.contentType,
          'cache-control': 'no-store',
        })
        response.end(text)
      },
      () => {
        response.writeHead(500)
        response.end()
      },
    )
  }
}

function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '')
  return isLoopback(peer) && forwardingHeaders.every((name) => headers[name] === undefined)
}

/** Digests have one length: how long the comparison takes tells nothing of the token. */
function hasToken({ headers }: IncomingMessage, token: string | null): boolean {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (token === null || given === undefined) return false
  return timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
