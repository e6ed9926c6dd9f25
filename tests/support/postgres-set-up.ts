import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { startPostgres } from './postgres-server.ts'

/** How the tests of a run reach PostgreSQL. */
export type TestPostgres =
  | {
      /** Of a database whose role may create others. */
      url: string
      /** A migrated database that nobody is connected to: each test database is a copy of it. */
      template: string
    }
  | { unavailable: string }

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestPostgres
  }
}

/** Once per run: `TEST_DATABASE_URL`, else a PostgreSQL that lives as long as the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? null : await startPostgres().catch((error: Error) => error)
  if (server instanceof Error) {
    project.provide('postgres', { unavailable: server.message })
    return async () => undefined
  }
  const url = given ?? server?.url ?? ''
  const template = `trame_test_${crypto.randomUUID().replaceAll('-', '')}`
  await createTemplate(url, template)
  project.provide('postgres', { url, template })
  return async () => {
    if (server) return server.remove()
    await dropDatabases(url, template)
  }
}

async function createTemplate(url: string, template: string): Promise<void> {
  await asAdministrator(url, (client) => client.query(`create database ${template}`))
  const opened = await openDatabase({ databaseUrl: databaseAt(url, template), dataDir: '' })
  try {
    await migrateToLatest(opened.db)
  } finally {
    await opened.close()
  }
}

/** The template and its copies, whose names start with its own. */
async function dropDatabases(url: string, template: string): Promise<void> {
  await asAdministrator(url, async (client) => {
    const found = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [template],
    )
    for (const { name } of found.rows) await client.query(`drop database ${name} with (force)`)
  })
}

export function databaseAt(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

export async function asAdministrator(
  url: string,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
