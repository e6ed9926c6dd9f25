import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { closeProcessDatabase, type Db, database } from '#db/client.ts'
import { isDatabaseStoring } from '#db/queries/probe.ts'
import { demoAccounts, demoPassword } from '#lib/domain/demo-accounts.ts'
import { authSecret } from '#lib/platform/auth-secret.ts'
import { systemClock } from '#lib/platform/clock.ts'
import { type Env, readEnv } from '#lib/platform/env.ts'
import { type Half, readHalf } from '#lib/platform/half.ts'
import { log } from '#lib/platform/log.ts'
import { setVersionDescriber } from '#lib/versions/describe-version.ts'
import type { Bus } from './cluster/bus.ts'
import { openBus } from './cluster/open-bus.ts'
import { shareSignals } from './cluster/shared-signals.ts'
import { createHttpServer, type HttpHandler, listen, type UpgradeHandler } from './http.ts'
import { allEvents } from './metrics/all-events.ts'
import type { Events } from './metrics/events.ts'
import { logEvents } from './metrics/log-events.ts'
import { metricsEndpoint } from './metrics/metrics-endpoint.ts'
import { createMetrics } from './metrics/prometheus-events.ts'
import { announceSetUp, prepareDatabase } from './prepare-database.ts'
import { readiness } from './readiness.ts'
import { type Sync, startSync } from './start-sync.ts'
import { within } from './sync/drain.ts'
import { pause } from './sync/pause.ts'
import { describeInThread } from './versions/version-thread.ts'

type Pages = { handle: HttpHandler; upgrade: UpgradeHandler | null }

/** What a request that is under way may still take. */
const answeringMs = 3_000
/** A process that does not end by itself this long after a signal is ended. */
const hardStopMs = 25_000

/**
 * Next.js attaches an upgrade listener to the server that it is given, and would close our sockets:
 * it gets a server that never listens, and its own sockets are handed over from there.
 */
async function preparePages(options: { dev: boolean; port: number }): Promise<Pages> {
  // Only here: a process of the other half never loads it, and a wrong variable is told at once.
  const { default: next } = await import('next')
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

async function openDatabase(env: Env): Promise<Db> {
  const db = await database()
  await prepareDatabase(db, env)
  authSecret()
  return db
}

async function main(): Promise<void> {
  const env = readEnv()
  const half = readHalf(process.argv, env)
  // A bug ends a request or a room, never the process that others write in.
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'))
  const dev = process.argv.includes('--dev')
  const [db, pages] = await Promise.all([
    openDatabase(env),
    half === 'sockets' ? null : preparePages({ dev, port: env.port }),
  ])
  const { publicUrl, socketLimits, trustedProxies, drainNoticeMs } = env
  setVersionDescriber(describeInThread)
  const metrics = createMetrics()
  const events = allEvents(logEvents(log), metrics.events)
  const bus = openBus({ redisUrl: env.redisUrl, secret: authSecret(), events })
  const sync =
    half === 'pages'
      ? onlyTelling({ bus, events, drainNoticeMs })
      : startSync({ db, bus, publicUrl, socketLimits, drainNoticeMs, events })
  metrics.watch(sync.live)
  const server = createHttpServer({
    pages: pages?.handle ?? null,
    pageUpgrades: pages?.upgrade ?? null,
    sync: sync.upgrade,
    syncRequests: sync.handle,
    trustedProxies,
    metrics: metricsEndpoint(metrics.registry, env.metricsToken ?? null),
    isReady: readiness({ ...sync, canStore: () => isDatabaseStoring(db) }),
  })
  stopOnSignal(server, sync, bus)
  await listen(server, env.port, env.host)
  await announce(env, half, db)
}

type Telling = { bus: Bus; events: Events; drainNoticeMs: number }

/** The half that serves pages: its use cases tell the rooms of other processes. */
function onlyTelling({ bus, events, drainNoticeMs }: Telling): Sync {
  let isDraining = false
  // Until the process ends: requests that are under way tell something, too.
  shareSignals({ bus, events })
  return {
    upgrade: (_request, socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'),
    handle: (_request, response) => response.writeHead(404).end(),
    isDraining: () => isDraining,
    live: { connections: () => [], rooms: () => [] },
    drain: () => {
      isDraining = true
      return pause(drainNoticeMs)
    },
  }
}

async function announce(env: Env, half: Half, db: Db): Promise<void> {
  const lines = [`Trame\u00A0: ${env.publicUrl}`]
  if (env.demo) {
    lines.push(`Comptes de démonstration (mot de passe\u00A0: ${demoPassword})\u00A0:`)
    for (const { email, jobTitle } of demoAccounts) lines.push(`  ${email.padEnd(36)}${jobTitle}`)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
  // Each code replaces the one before: only whoever serves its page prints one.
  if (half !== 'sockets' || env.databaseUrl === undefined) await announceSetUp(db, env, systemClock)
}

function stopOnSignal(server: Server, sync: Sync, bus: Bus): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      setTimeout(() => process.exit(1), hardStopMs).unref()
      stop(server, sync, bus).then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed')
          process.exit(1)
        },
      )
    })
  }
}

async function stop(server: Server, sync: Sync, bus: Bus): Promise<void> {
  await sync.drain()
  const closed = once(server, 'close')
  server.close()
  // A page that is being answered is answered; a connection that is only kept open is not waited for.
  server.closeIdleConnections()
  await within(answeringMs, closed)
  server.closeAllConnections()
  await bus.close()
  await closeProcessDatabase()
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Trame cannot start: ${message}\n`)
  log.debug({ err: error }, 'start failed')
  process.exit(1)
})
