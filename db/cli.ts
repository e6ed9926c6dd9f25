import { writeFile } from 'node:fs/promises'
import { readEnv } from '#lib/platform/env.ts'
import { openDatabase, openPglite } from './client.ts'
import { migrateToLatest } from './migrate.ts'
import { schemaSource } from './schema-source.ts'

const usage = 'usage: node db/cli.ts migrate | new NAME | types'

const template = `import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql\`\`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql\`\`.execute(db)
}
`

async function run(command: string | undefined, name: string | undefined): Promise<string> {
  if (command === 'migrate') return migrate()
  if (command === 'new' && name !== undefined) return createMigration(name)
  if (command === 'types') return writeSchema()
  throw new Error(usage)
}

async function migrate(): Promise<string> {
  const opened = await openDatabase(readEnv())
  try {
    const applied = await migrateToLatest(opened.db)
    return applied.length === 0 ? 'Nothing to migrate' : `Applied ${applied.join(', ')}`
  } finally {
    await opened.close()
  }
}

async function createMigration(name: string): Promise<string> {
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
    throw new Error(`"${name}": a migration is named verb-noun, in lower case with hyphens`)
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const file = new URL(`./migrations/${stamp}-${name}.ts`, import.meta.url)
  await writeFile(file, template, { flag: 'wx' })
  return `Wrote db/migrations/${stamp}-${name}.ts`
}

async function writeSchema(): Promise<string> {
  const opened = await openPglite({})
  try {
    await migrateToLatest(opened.db)
    await writeFile(new URL('./schema.ts', import.meta.url), await schemaSource(opened.db))
    return 'Wrote db/schema.ts'
  } finally {
    await opened.close()
  }
}

const [command, name] = process.argv.slice(2)
try {
  process.stdout.write(`${await run(command, name)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
