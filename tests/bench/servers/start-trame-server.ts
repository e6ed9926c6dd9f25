import { buildApp } from '#scripts/build-app.mjs'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { onlyOnePreparation } from '#scripts/only-one-preparation.mjs'
import { newDataDir, removeData, startTrame } from '#tests/support/start-trame.ts'
import type { BenchPostgres } from './bench-postgres.ts'
import type { BenchServer, Needs } from './bench-server.ts'
import { benchSecret, type DatabasePlace, furnish, type TrameHouse } from './trame-house.ts'

export type TrameServer = BenchServer & {
  /** SIGKILL. */
  kill(): Promise<void>
  /** A new process on the same port and data; resolves once it says that it is ready. */
  restart(): Promise<void>
}

/** Everyone comes from one machine: the limits that keep one person from taking all do not apply. */
const roomy = {
  SYNC_CONNECTIONS_PER_ADDRESS: '20000',
  SYNC_CONNECTIONS_PER_DOCUMENT: '1000',
  SYNC_OPENINGS_PER_SECOND: '20000',
}
const buildDir = '.next-test'
/** Flags for the server's Node, a profiler's for example. */
const nodeOptions = process.env.BENCH_NODE_OPTIONS ?? ''

/**
 * Trame as in production, with real projects, members and sessions in its database: on PostgreSQL
 * its sync half alone, on the embedded database the one process that it is then, pages and all.
 *
 * @param postgres null for the embedded database.
 * @param prepare puts more into the database, before the server starts.
 */
export async function startTrameServer(
  postgres: BenchPostgres | null,
  needs: Needs,
  prepare: (place: DatabasePlace, house: TrameHouse) => Promise<void> = async () => undefined,
): Promise<TrameServer> {
  if (postgres === null) {
    process.env.TRAME_BUILD_DIR = buildDir
    await onlyOnePreparation(() => buildApp({ node: nodeRuntime(), buildDir }))
  }
  const databaseUrl = await postgres?.createDatabase()
  const dataDir = await newDataDir({ demo: false })
  const house = await furnish({ databaseUrl, dataDir }, needs)
  await prepare({ databaseUrl, dataDir }, house)
  const options = {
    ...(databaseUrl && { databaseUrl }),
    ...{ dataDir, demo: false, args: postgres === null ? [] : ['--sync-only'] },
    env: { AUTH_SECRET: benchSecret, ...roomy, ...(nodeOptions && { NODE_OPTIONS: nodeOptions }) },
  }
  let trame = await startTrame(options)
  const { port } = trame
  return {
    name: postgres === null ? 'embedded' : 'postgres',
    wire: 'yjs',
    get pid() {
      return trame.pid
    },
    databasePid: postgres?.pid ?? null,
    acknowledges: true,
    isAnswered: true,
    isStored: true,
    documentNames: house.projectIds,
    address: (document, person) => ({
      url: `ws://127.0.0.1:${port}/sync/${house.projectIds[document]}?ack=1&schema=2`,
      headers: {
        cookie: house.cookie(document, person),
        // As a proxy on the same machine says it.
        'x-forwarded-for': `10.${document >> 8}.${document & 255}.${person % 250}`,
      },
    }),
    kill: () => trame.kill(),
    restart: async () => {
      trame = await startTrame({ ...options, port })
    },
    stop: async () => {
      await trame.stop()
      await removeData(trame)
    },
  }
}
