import { inspect } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { isDatabaseStoring } from '#db/queries/probe.ts'
import type { AccountId } from '#lib/domain/ids.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_, { openDb, sharedDb }) => {
  test('every kind of column gives the same JavaScript value', async () => {
    const { db } = await sharedDb()
    const result = await sql`
      select 9007199254740991::bigint as "bigint", 7::int as "integer", true as "boolean",
        '2027-06-25'::date as "date", '2027-06-25T10:00:00.123Z'::timestamptz as "instant",
        '\\x00ff5c'::bytea as "bytes", '{"a":[1,null,"é"]}'::jsonb as "json", 'é’ «»' as "text",
        '0b9a3f43-7a43-4c8f-9d6c-1f2e3d4c5b6a'::uuid as "uuid", null as "nothing",
        (select count(*) from generate_series(1, 3)) as "count"`.execute(db)
    expect(result.rows).toEqual([
      {
        bigint: Number.MAX_SAFE_INTEGER,
        integer: 7,
        boolean: true,
        date: '2027-06-25',
        instant: new Date('2027-06-25T10:00:00.123Z'),
        bytes: new Uint8Array([0, 255, 92]),
        json: { a: [1, null, 'é'] },
        text: 'é’ «»',
        uuid: '0b9a3f43-7a43-4c8f-9d6c-1f2e3d4c5b6a',
        nothing: null,
        count: 3,
      },
    ])
    expect(Object.getPrototypeOf((result.rows[0] as { bytes: unknown }).bytes)).toBe(
      Uint8Array.prototype,
    )
  })

  test('a value written comes back as it was', async () => {
    const { db } = await sharedDb()
    const given = {
      day: '2024-02-29',
      instant: new Date('2026-10-25T00:30:00.000Z'),
      bytes: Uint8Array.from({ length: 256 }, (_, index) => index),
      json: { text: 'une "citation"', list: [1, { deep: true }], none: null },
      number: 2 ** 52,
    }
    const result = await sql<typeof given>`
      select ${given.day}::date as day, ${given.instant}::timestamptz as instant,
        ${given.bytes}::bytea as bytes, ${given.json}::jsonb as json,
        ${given.number}::bigint as number`.execute(db)
    expect(result.rows[0]).toEqual(given)
  })

  test('a bigint that JavaScript cannot hold is an error, never a wrong number', async () => {
    const { db } = await sharedDb()
    await expect(sql`select 9007199254740993::bigint as "bigint"`.execute(db)).rejects.toThrow()
  })

  test('a transaction that throws leaves nothing behind, and others see nothing of it', async () => {
    const { db } = await sharedDb()
    const code = { code_hash: 'x', expires_at: new Date(0) }
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('setup_code').values(code).execute()
      throw new Error('changed my mind')
    })
    const counted = db.selectFrom('setup_code').select('code_hash').execute()
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await counted).toEqual([])
    expect(await db.selectFrom('setup_code').select('code_hash').execute()).toEqual([])
  })

  test('concurrent transactions do not mix', async () => {
    const { db } = await sharedDb()
    const keys = Array.from({ length: 20 }, (_, index) => `key-${index}` as const)
    const results = await Promise.allSettled(
      keys.map((key, index) =>
        db.transaction().execute(async (transaction) => {
          await transaction.insertInto('sign_in_attempt').values({ key }).execute()
          if (index % 2) throw new Error('odd')
          await transaction.insertInto('sign_in_attempt').values({ key }).execute()
        }),
      ),
    )
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(10)
    const rows = await db.selectFrom('sign_in_attempt').select('key').execute()
    expect(rows.map((row) => row.key).sort()).toEqual(
      keys
        .filter((_, index) => index % 2 === 0)
        .flatMap((key) => [key, key])
        .sort(),
    )
  })

  test('a database that is open stores, and one that was closed, or that only reads, does not', async () => {
    const database = await openDb()
    expect(await isDatabaseStoring(database.db)).toBe(true)
    const whileReadOnly = await database.db.transaction().execute(async (transaction) => {
      await sql`set transaction read only`.execute(transaction)
      return isDatabaseStoring(transaction)
    })
    expect(whileReadOnly).toBe(false)
    await database.close()
    expect(await isDatabaseStoring(database.db)).toBe(false)
  })

  test('an error of the database carries nothing of what was to be stored', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db)
    const secret = 'Zanzibar'
    const failing = [
      sql`insert into project_section values (${projectId}, ${secret}, null, 1)`,
      sql`insert into project_section values (${projectId}, ${secret}, 'x', ${secret})`,
      sql`insert into version (project_id, kind, label) values (${projectId}, 'named', ${secret})`,
      sql`select ${secret}::jsonb`,
    ]
    for (const statement of failing) {
      const error: unknown = await statement.execute(db).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(Error)
      expect(error).toHaveProperty('code', expect.stringMatching(/^2[23]/))
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret)
    }
  })

  test('an account that does not exist cannot own a row', async () => {
    const { db } = await sharedDb()
    const stranger = crypto.randomUUID() as AccountId
    const session = { account_id: stranger, expires_at: new Date() }
    await expect(db.insertInto('session').values(session).execute()).rejects.toThrow(/foreign key/)
  })
})
