import { expect, test } from 'vitest'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { heldLog, MemoryLog } from '#server/store/memory-log.ts'

const projectId = crypto.randomUUID() as ProjectId
const accountId = crypto.randomUUID() as AccountId
const entries = [{ data: new Uint8Array([1]), accountId }]

test('held commits are stored in order once they are released', async () => {
  const log = heldLog()
  log.create(projectId)
  const appended = Promise.all([
    log.append(projectId, 1, entries),
    log.append(projectId, 1, entries),
  ])
  await log.bindClient(projectId, 1, { clientId: 1, firstClock: 0, accountId })
  expect(log.rows(projectId)).toEqual([])
  log.release()
  expect((await appended).map((result) => result.kind)).toEqual(['appended', 'appended'])
  expect(log.rows(projectId).map((row) => row.seq)).toEqual([1, 2])
})

test('a failing commit stores nothing, and the next one after mending does', async () => {
  const log = new MemoryLog()
  log.create(projectId)
  log.failCommits()
  await expect(log.append(projectId, 1, entries)).rejects.toThrow('the database is away')
  expect(log.rows(projectId)).toEqual([])
  log.mendCommits()
  expect((await log.append(projectId, 1, entries)).kind).toBe('appended')
})

test('bindings can be held on their own', async () => {
  const log = new MemoryLog()
  log.create(projectId)
  log.hold('bind')
  const owner = { clientId: 1, firstClock: 0, accountId }
  const bound = log.bindClient(projectId, 1, owner)
  await log.append(projectId, 1, entries)
  expect(await log.listClientOwners(projectId, 1)).toEqual([])
  log.release('bind')
  expect(await bound).toEqual(owner)
})

test('another epoch starts without rows', async () => {
  const log = new MemoryLog()
  log.create(projectId, { schemaVersion: 4 })
  await log.append(projectId, 1, entries)
  log.setEpoch(projectId, 2)
  expect(await log.load(projectId)).toMatchObject({ epoch: 2, headSeq: 0, schemaVersion: 4 })
  expect(await log.append(projectId, 1, entries)).toEqual({ kind: 'wrong-epoch', epoch: 2 })
})
