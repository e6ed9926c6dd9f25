import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import type { UpdateLog } from '#server/store/update-log.ts'
import { type PostgresServer, startPostgres } from '#tests/support/postgres-server.ts'
import { insertProject } from '#tests/support/project-rows.ts'

let server: PostgresServer
let opened: OpenDatabase
let log: UpdateLog
let document: { projectId: ProjectId; accountId: AccountId }

beforeAll(async () => {
  server = await startPostgres()
  opened = await openDatabase({ databaseUrl: server.url, dataDir: '' })
  await migrateToLatest(opened.db)
  log = createDatabaseLog(opened.db, { node: 'n' })
  document = await insertProject(opened.db)
})

afterAll(async () => {
  await opened.close()
  await server.remove()
})

function append(byte: number) {
  const entries = [{ data: new Uint8Array([byte]), accountId: document.accountId }]
  return log.append(document.projectId, 1, entries)
}

async function storedBytes(): Promise<number[]> {
  const stored = await log.load(document.projectId)
  return stored?.updates.map((data) => data[0] ?? -1) ?? []
}

test('while the database is away an append fails and does not wait for ever', async () => {
  await append(1)
  await server.stop()
  await expect(append(2)).rejects.toThrow()
  await expect(log.load(document.projectId)).rejects.toThrow()
  await server.start()
  expect((await append(3)).kind).toBe('appended')
  expect(await storedBytes()).toEqual([1, 3])
})

test('a crash under load: what was answered is stored, in one gapless sequence', async () => {
  const before = (await storedBytes()).length
  let crash: Promise<void> | undefined
  const results: PromiseSettledResult<{ kind: string }>[] = []
  for (let round = 0; round < 12; round += 1) {
    const batch = Promise.allSettled(Array.from({ length: 20 }, () => append(round)))
    if (round === 5) crash = server.stop().then(() => server.start())
    results.push(...(await batch))
  }
  await crash
  const answered = results.filter((result) => result.status === 'fulfilled')
  expect(answered.length).toBeGreaterThan(100)
  const stored = await storedBytes()
  expect(stored.length).toBeGreaterThanOrEqual(before + answered.length)
  // The pool still has every connection.
  const after = await Promise.all(Array.from({ length: 40 }, () => append(200)))
  expect(after.every((result) => result.kind === 'appended')).toBe(true)
  const seqs: number[] = []
  for await (const row of log.listRows(document.projectId, 1)) seqs.push(row.seq)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
})
