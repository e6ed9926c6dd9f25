import { Pool, types } from 'pg'
import { log } from '#lib/platform/log.ts'
import { readBytes, readCalendarDate, readInteger } from './column-parsers.ts'

const parsers = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, readInteger],
  [types.builtins.DATE, readCalendarDate],
  [types.builtins.BYTEA, readBytes],
])

/** Connections of one process to PostgreSQL. They come back by themselves after an outage. */
export function createPostgresPool(databaseUrl: string): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    // A caller learns within seconds that the database is away, and decides what to do.
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        parsers.get(oid) ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  // Unheard, the error of a connection without a running query would end the process: the pool
  // tells of idle ones, each client of those in a transaction.
  pool.on('error', logLoss)
  pool.on('connect', (client) => client.on('error', logLoss))
  return pool
}

function logLoss(error: Error): void {
  log.warn({ reason: error.message }, 'database connection lost')
}
