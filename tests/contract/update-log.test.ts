import { afterAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findDocumentHead, freezeDocument, unfreezeDocument } from '#db/queries/document.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { contentOf } from '#server/store/document-content.ts'
import { MemoryLog } from '#server/store/memory-log.ts'
import type { LogEntry, LogRow, UpdateLog } from '#server/store/update-log.ts'
import { insertAccount, insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase, type TestDb } from '#tests/support/test-db.ts'

/** What a suite needs of an implementation. */
type Subject = {
  log: UpdateLog
  /** The same log as another process sees it. */
  elsewhere: UpdateLog
  newDocument(): Promise<ProjectId>
  newAccount(): Promise<AccountId>
  setFrozen(projectId: ProjectId, frozen: boolean): Promise<void>
}

const nowhere = '00000000-0000-4000-8000-000000000000' as ProjectId

function memorySubject(): Subject {
  const log = new MemoryLog()
  return {
    log,
    elsewhere: log,
    newDocument: async () => {
      const projectId = crypto.randomUUID() as ProjectId
      log.create(projectId, { schemaVersion: 1 })
      return projectId
    },
    newAccount: async () => crypto.randomUUID() as AccountId,
    setFrozen: async (projectId, frozen) => log.setFrozen(projectId, frozen),
  }
}

async function databaseSubject(database: TestDb): Promise<Subject> {
  const { db } = database
  const again = await database.openAgain()
  afterAll(() => again.close())
  return {
    log: createDatabaseLog(db, { node: 'first' }),
    elsewhere: createDatabaseLog(again.db, { node: 'second' }),
    newDocument: async () => (await insertProject(db, { schemaVersion: 1 })).projectId,
    newAccount: () => insertAccount(db),
    setFrozen: (projectId, frozen) =>
      frozen ? freezeDocument(db, projectId) : unfreezeDocument(db, projectId),
  }
}

/** Updates of one writer, one per word. */
function wordUpdates(words: readonly string[], doc = new Y.Doc()): Uint8Array[] {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => updates.push(update)
  doc.on('update', keep)
  for (const word of words) doc.getText('body').insert(doc.getText('body').length, word)
  doc.off('update', keep)
  return updates
}

function entriesOf(accountId: AccountId, updates: readonly Uint8Array[]): LogEntry[] {
  return updates.map((data) => ({ data, accountId }))
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}

async function rowsOf(log: UpdateLog, projectId: ProjectId, afterSeq?: number): Promise<LogRow[]> {
  return collect(log.listRows(projectId, 1, afterSeq))
}

async function contentIn(log: UpdateLog, projectId: ProjectId) {
  const stored = await log.load(projectId)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
  return contentOf(doc)
}

function textOf(text: string) {
  return { body: { name: '', list: [text], map: {} } }
}

function appendContract(subject: () => Promise<Subject>) {
  test('a document without rows loads empty, an unknown one not at all', async () => {
    const { log, newDocument } = await subject()
    const empty = { epoch: 1, schemaVersion: 1, headSeq: 0, frozen: false }
    expect(await log.load(await newDocument())).toEqual({ ...empty, snapshot: null, updates: [] })
    expect(await log.load(nowhere)).toBeNull()
  })

  test('what was appended loads in order, byte for byte', async () => {
    const { log, elsewhere, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const data = [new Uint8Array([0, 255, 92, 34, 123, 125, 44]), new Uint8Array([7])]
    const first = await log.append(projectId, 1, entriesOf(accountId, data))
    expect(first).toEqual({ kind: 'appended', firstSeq: 1, lastSeq: 2 })
    const second = await log.append(projectId, 1, entriesOf(accountId, [new Uint8Array([8])]))
    expect(second).toEqual({ kind: 'appended', firstSeq: 3, lastSeq: 3 })
    const stored = await elsewhere.load(projectId)
    expect(stored?.updates).toEqual([...data, new Uint8Array([8])])
    expect(stored?.headSeq).toBe(3)
  })

  test('concurrent appends share one gapless sequence and stay whole', async () => {
    const { log, elsewhere, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const batches = Array.from({ length: 30 }, (_, batch) =>
      Array.from({ length: 1 + (batch % 4) }, (_, index) => new Uint8Array([batch, index])),
    )
    const results = await Promise.all(
      batches.map((batch, index) =>
        (index % 2 ? log : elsewhere).append(projectId, 1, entriesOf(accountId, batch)),
      ),
    )
    const rows = await rowsOf(log, projectId)
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1))
    results.forEach((result, index) => {
      if (result.kind !== 'appended') throw new Error(result.kind)
      const stored = rows.slice(result.firstSeq - 1, result.lastSeq).map((row) => row.data)
      expect(stored).toEqual(batches[index])
    })
    expect(rows).toHaveLength(batches.flat().length)
  })

  test('a frozen document takes no row and is read as before', async () => {
    const { log, newDocument, newAccount, setFrozen } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const entries = entriesOf(accountId, wordUpdates(['un ', 'deux']))
    await log.append(projectId, 1, entries)
    await setFrozen(projectId, true)
    expect(await log.append(projectId, 1, entries)).toEqual({ kind: 'frozen' })
    expect(await log.load(projectId)).toMatchObject({ headSeq: 2, frozen: true })
    expect(await contentIn(log, projectId)).toEqual(textOf('un deux'))
    await setFrozen(projectId, false)
    expect((await log.append(projectId, 1, entries)).kind).toBe('appended')
  })

  test('another epoch and an unknown document are told apart, and nothing is stored', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const entries = entriesOf(accountId, wordUpdates(['un']))
    expect(await log.append(projectId, 2, entries)).toEqual({ kind: 'wrong-epoch', epoch: 1 })
    expect(await log.append(nowhere, 1, entries)).toEqual({ kind: 'missing' })
    expect(await rowsOf(log, projectId)).toEqual([])
  })

  test('rows keep who, when and what, and can be read from any one on', async () => {
    const { log, newDocument, newAccount } = await subject()
    const projectId = await newDocument()
    const [ann, bob] = [await newAccount(), await newAccount()]
    const [one, two] = wordUpdates(['un', 'deux'])
    if (!one || !two) throw new Error('two updates')
    const entries = [...entriesOf(ann, [one]), ...entriesOf(bob, [two])]
    await log.append(projectId, 1, entries)
    const rows = await rowsOf(log, projectId)
    expect(rows.map(({ seq, accountId }) => [seq, accountId])).toEqual([
      [1, ann],
      [2, bob],
    ])
    expect(rows.every((row) => row.at instanceof Date && row.node.length > 0)).toBe(true)
    expect((await rowsOf(log, projectId, 1)).map((row) => row.data)).toEqual([two])
    expect(await collect(log.listRows(projectId, 2))).toEqual([])
  })
}

function bindingContract(subject: () => Promise<Subject>) {
  test('of two bindings of one client id at once, both callers learn the same owner', async () => {
    const { log, elsewhere, newDocument, newAccount } = await subject()
    const projectId = await newDocument()
    const accounts = await Promise.all(Array.from({ length: 6 }, newAccount))
    const answers = await Promise.all(
      accounts.map((accountId, index) =>
        (index % 2 ? log : elsewhere).bindClient(projectId, 1, {
          clientId: 4_294_967_295,
          firstClock: 0,
          accountId,
        }),
      ),
    )
    expect(new Set(answers.map((answer) => answer.accountId)).size).toBe(1)
    expect(await log.listClientOwners(projectId, 1)).toEqual(answers.slice(0, 1))
  })

  test('[R7] an owner stays, whoever binds the id at another clock and wherever', async () => {
    const { log, elsewhere, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const owner = { clientId: 7, firstClock: 4, accountId }
    expect(await log.bindClient(projectId, 1, owner)).toEqual(owner)
    for (const firstClock of [0, 4, 90]) {
      const other = { clientId: 7, firstClock, accountId: await newAccount() }
      expect(await elsewhere.bindClient(projectId, 1, other)).toEqual(owner)
    }
    expect(await log.listClientOwners(projectId, 1)).toEqual([owner])
  })

  test('owners are listed by client id, for their own epoch', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const owners = [
      { clientId: 5, firstClock: 40, accountId },
      { clientId: 900, firstClock: 3, accountId },
    ]
    for (const owner of [...owners].reverse()) {
      expect(await log.bindClient(projectId, 1, owner)).toEqual(owner)
    }
    expect(await log.listClientOwners(projectId, 1)).toEqual(owners)
    expect(await log.listClientOwners(projectId, 2)).toEqual([])
  })
}

function compactionContract(subject: () => Promise<Subject>) {
  test('after each of three compactions the document reloads equal and every row is kept', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const doc = new Y.Doc()
    const before: LogRow[] = []
    for (const round of ['a', 'b', 'c']) {
      const words = Array.from({ length: 150 }, (_, index) => `${round}${index} `)
      await log.append(projectId, 1, entriesOf(accountId, wordUpdates(words, doc)))
      before.push(...(await rowsOf(log, projectId, before.length)))
      expect(await log.compact(projectId, 1)).toBe(true)
      expect(await contentIn(log, projectId)).toEqual(textOf(doc.getText('body').toString()))
      expect(await log.load(projectId)).toMatchObject({ headSeq: before.length, updates: [] })
    }
    expect(await rowsOf(log, projectId)).toEqual(before)
    expect(await rowsOf(log, projectId, 301)).toEqual(before.slice(301))
  })

  test('a long document is compacted in a thread, and reloads equal', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const doc = new Y.Doc()
    const updates = wordUpdates(
      Array.from({ length: 1300 }, (_, index) => `m${index} `),
      doc,
    )
    await log.append(projectId, 1, entriesOf(accountId, updates))
    expect(await log.compact(projectId, 1)).toBe(true)
    expect(await contentIn(log, projectId)).toEqual(textOf(doc.getText('body').toString()))
    const next = wordUpdates(['fin'], doc)
    await log.append(projectId, 1, entriesOf(accountId, next))
    expect(await log.compact(projectId, 1)).toBe(true)
    const rows = await rowsOf(log, projectId)
    expect(rows.map((row) => row.data)).toEqual([...updates, ...next])
  })

  test('an update that cannot be decoded stops a compaction, which writes nothing', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const broken = [...wordUpdates(['un']), new Uint8Array([1, 1, 255])]
    await log.append(projectId, 1, entriesOf(accountId, broken))
    await expect(log.compact(projectId, 1)).rejects.toThrow()
    const many = Array.from({ length: 700 }, () => new Uint8Array([1, 1, 255]))
    await log.append(projectId, 1, entriesOf(accountId, many))
    await expect(log.compact(projectId, 1)).rejects.toThrow()
    expect(await log.load(projectId)).toMatchObject({ snapshot: null, headSeq: 702 })
  })

  test('an append after a compaction continues the sequence', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const doc = new Y.Doc()
    await log.append(projectId, 1, entriesOf(accountId, wordUpdates(['un '], doc)))
    await log.compact(projectId, 1)
    const result = await log.append(projectId, 1, entriesOf(accountId, wordUpdates(['deux'], doc)))
    expect(result).toEqual({ kind: 'appended', firstSeq: 2, lastSeq: 2 })
    expect(await contentIn(log, projectId)).toEqual(textOf('un deux'))
  })

  test('there is nothing to compact without a new row, or in another epoch', async () => {
    const { log, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    expect(await log.compact(projectId, 1)).toBe(false)
    await log.append(projectId, 1, entriesOf(accountId, wordUpdates(['un'])))
    expect(await log.compact(projectId, 2)).toBe(false)
    expect(await log.compact(projectId, 1)).toBe(true)
    expect(await log.compact(projectId, 1)).toBe(false)
    expect(await log.compact(nowhere, 1)).toBe(false)
  })

  test('compactors, writers and readers at once lose and repeat nothing', async () => {
    const { log, elsewhere, newDocument, newAccount } = await subject()
    const [projectId, accountId] = [await newDocument(), await newAccount()]
    const doc = new Y.Doc()
    const seen: number[][] = []
    for (let round = 0; round < 6; round += 1) {
      const updates = wordUpdates(['x', 'y', 'z'], doc)
      const [, , , rows] = await Promise.all([
        log.append(projectId, 1, entriesOf(accountId, updates)),
        log.compact(projectId, 1),
        elsewhere.compact(projectId, 1),
        rowsOf(elsewhere, projectId),
      ])
      seen.push(rows.map((row) => row.seq))
      expect(await contentIn(elsewhere, projectId)).toEqual(textOf('xyz'.repeat(round + 1)))
    }
    for (const seqs of seen) expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    expect((await rowsOf(log, projectId)).map((row) => row.data)).toHaveLength(18)
  })
}

function updateLogContract(open: () => Promise<Subject>) {
  let opened: Promise<Subject> | undefined
  const subject = () => {
    opened ??= open()
    return opened
  }
  appendContract(subject)
  bindingContract(subject)
  compactionContract(subject)
}

describe('the log in memory', () => updateLogContract(async () => memorySubject()))

async function storedBytes(db: Db, projectId: ProjectId): Promise<number> {
  const sizes = await Promise.all([
    db.selectFrom('document_update').select('data').where('project_id', '=', projectId).execute(),
    db.selectFrom('document_history').select('data').where('project_id', '=', projectId).execute(),
    db
      .selectFrom('document_snapshot')
      .select('state as data')
      .where('project_id', '=', projectId)
      .execute(),
  ])
  return sizes.flat().reduce((sum, row) => sum + row.data.byteLength, 0)
}

describe('the log in the database', () => {
  forEachDatabase((_, { sharedDb }) => {
    updateLogContract(async () => databaseSubject(await sharedDb()))

    test('an append of which one entry cannot be stored stores nothing', async () => {
      const { db } = await sharedDb()
      const { projectId, accountId } = await insertProject(db)
      const log = createDatabaseLog(db, { node: 'first' })
      const [one, two] = wordUpdates(['un', 'deux'])
      if (!one || !two) throw new Error('two updates')
      const stranger = crypto.randomUUID() as AccountId
      const entries = [...entriesOf(accountId, [one]), ...entriesOf(stranger, [two])]
      await expect(log.append(projectId, 1, entries)).rejects.toThrow(/foreign key/)
      expect(await log.load(projectId)).toMatchObject({ headSeq: 0, updates: [] })
      expect(await storedBytes(db, projectId)).toBe(0)
    })

    test('two snapshots are kept, and bytes is the size of all that is stored', async () => {
      const { db } = await sharedDb()
      const { projectId, accountId } = await insertProject(db)
      const log = createDatabaseLog(db, { node: 'first' })
      const doc = new Y.Doc()
      for (const round of ['a', 'b', 'c', 'd']) {
        const updates = wordUpdates(Array.from({ length: 40 }).fill(round) as string[], doc)
        await log.append(projectId, 1, entriesOf(accountId, updates))
        await log.compact(projectId, 1)
        const head = await findDocumentHead(db, projectId)
        expect(head?.bytes).toBe(await storedBytes(db, projectId))
      }
      const snapshots = await db
        .selectFrom('document_snapshot')
        .select('upto_seq')
        .where('project_id', '=', projectId)
        .orderBy('upto_seq')
        .execute()
      expect(snapshots.map((row) => row.upto_seq)).toEqual([120, 160])
    })
  })
})
