import { sql } from 'kysely'
import type { Db } from './client.ts'

type Column = {
  table: string
  name: string
  type: string
  nullable: boolean
  generated: boolean
  /** `table.column` that it refers to, when it is a foreign key. */
  refersTo: string | null
  /** Definition of the one-column check constraint, when there is one. */
  check: string | null
}

/** Columns whose values have a branded type. Foreign keys to them have it too. */
const brands: Record<string, string> = {
  'school.id': 'SchoolId',
  'account.id': 'AccountId',
  'session.id': 'SessionId',
  'project.id': 'ProjectId',
  'project_section.section_id': 'SectionId',
  'version.id': 'VersionId',
}

const scalars: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Uint8Array',
  date: 'string',
  int4: 'number',
  int8: 'number',
  jsonb: 'JsonObject',
  text: 'string',
  timestamptz: 'Date',
  uuid: 'string',
  // Its text, `{[1,4),[7,9)}`.
  int8multirange: 'string',
}

/** The source of `db/schema.ts` for a migrated database. The same on both drivers. */
export async function schemaSource(db: Db): Promise<string> {
  const columns = await readColumns(db)
  const tables = Map.groupBy(columns, (column) => column.table)
  const names = [...tables.keys()].sort()
  const brandsUsed = [...new Set(Object.values(brands))].sort()
  const header = [
    '// Generated from the database by `npm run db:types`. Never edited.',
    "import type { Generated } from 'kysely'",
    `import type { ${brandsUsed.join(', ')} } from '#lib/domain/ids.ts'`,
    '',
    'export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject',
    'export type JsonObject = { [key: string]: JsonValue }',
  ]
  const types = names.map((name) => tableSource(name, tables.get(name) ?? [], columns))
  const all = names.map((name) => `  ${name}: ${typeName(name)}`)
  const database = ['export type Database = {', ...all, '}']
  return `${[header.join('\n'), ...types, database.join('\n')].join('\n\n')}\n`
}

function tableSource(table: string, columns: readonly Column[], all: readonly Column[]): string {
  const lines = columns.map((column) => `  ${column.name}: ${columnType(column, all)}`)
  return [`type ${typeName(table)} = {`, ...lines, '}'].join('\n')
}

function columnType(column: Column, all: readonly Column[]): string {
  const known = brandOf(column, all) ?? choicesOf(column) ?? scalars[column.type]
  if (known === undefined) {
    throw new Error(`${column.table}.${column.name}: no JavaScript type for ${column.type}`)
  }
  const type = column.nullable ? `${known} | null` : known
  return column.generated ? `Generated<${type}>` : type
}

function brandOf(column: Column, all: readonly Column[]): string | undefined {
  const own = brands[`${column.table}.${column.name}`]
  if (own !== undefined || column.refersTo === null) return own
  const target = all.find((other) => `${other.table}.${other.name}` === column.refersTo)
  return target && brandOf(target, all)
}

/** `check (status in ('draft', …))` is a union of literals. */
function choicesOf(column: Column): string | undefined {
  if (!column.check?.includes('= ANY (ARRAY[')) return undefined
  const literals = [...column.check.matchAll(/'([^']+)'::text/g)].map((match) => `'${match[1]}'`)
  return literals.join(' | ')
}

function typeName(table: string): string {
  return table.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

async function readColumns(db: Db): Promise<Column[]> {
  const result = await sql<Column>`
    select c.relname as "table", a.attname as name, t.typname as type,
      not a.attnotnull as nullable, a.atthasdef as generated,
      (select r.relname || '.' || ra.attname
        from pg_constraint k
        join pg_class r on r.oid = k.confrelid
        join pg_attribute ra on ra.attrelid = k.confrelid and ra.attnum = k.confkey[1]
        where k.contype = 'f' and k.conrelid = c.oid and k.conkey = array[a.attnum]) as "refersTo",
      (select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.contype = 'c' and k.conrelid = c.oid and k.conkey = array[a.attnum]) as "check"
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not like 'kysely\\_%' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`.execute(db)
  return result.rows
}
