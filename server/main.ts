import { createServer } from 'node:http'
import next from 'next'
import { EnvError, readEnv } from '#lib/platform/env.ts'
import { createHttpServer, type HttpHandler, listen, type UpgradeHandler } from './http.ts'

type Pages = { handle: HttpHandler; upgrade: UpgradeHandler | null }

/**
 * Next.js attaches an upgrade listener to the server that it is given, and would close our sockets:
 * it gets a server that never listens, and its own sockets are handed over from there.
 */
async function preparePages(options: { dev: boolean; port: number }): Promise<Pages> {
  const upgrades = createServer()
  const app = next({ ...options, hostname: 'localhost', httpServer: upgrades })
  await app.prepare()
  const handle = app.getRequestHandler()
  return {
    handle: (request, response) => void handle(request, response),
    upgrade: options.dev
      ? (request, socket, head) => {
          if (!upgrades.emit('upgrade', request, socket, head)) socket.destroy()
        }
      : null,
  }
}

async function main(): Promise<void> {
  const env = readEnv()
  const dev = process.argv.includes('--dev')
  const pages = await preparePages({ dev, port: env.port })
  const server = createHttpServer({
    pages: pages.handle,
    pageUpgrades: pages.upgrade,
    sync: (_request, socket) => socket.destroy(),
    isReady: async () => true,
  })
  await listen(server, env.port, env.host)
  process.stdout.write(`Trame: ${env.publicUrl}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
}

main().catch((error: unknown) => {
  const message = error instanceof EnvError ? error.message : String(error)
  process.stderr.write(`Trame cannot start: ${message}\n`)
  process.exitCode = 1
})
