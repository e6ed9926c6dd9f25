import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { insertPublication } from '#db/queries/publication.ts'
import { header } from '#lib/document/schema.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { sealPublication } from '#lib/exports/publication/seal-publication.ts'
import { acquireDataLock } from '#lib/platform/data-lock.mjs'
import { storeVersion } from '#lib/versions/store-version.ts'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { verifyLog } from '#server/store/verify-log.ts'
import { demoPublication } from '#tests/support/demo-publication.ts'
import { forgedUpdate } from '#tests/support/forged-update.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import { blankUpdate } from '#tests/support/room-of-peers.ts'
import { seedDemoProject, testSecret } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

type Written = { projectId: ProjectId; accountId: AccountId }

/** Thirty rows: ten in history, ten under the newest snapshot, ten after it. */
async function writtenProject(db: Db): Promise<Written> {
  const blank = blankUpdate()
  const { projectId, accountId } = await insertProject(db, { firstUpdates: [blank] })
  const log = createDatabaseLog(db, { node: 'test' })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, blank)
  const write = async (words: number) => {
    const entries: { data: Uint8Array; accountId: AccountId }[] = []
    const keep = (data: Uint8Array) => entries.push({ data, accountId })
    doc.on('update', keep)
    for (let word = 0; word < words; word++) {
      ;(header(doc).get('summary') as Y.Text).insert(0, `word ${word} `)
    }
    doc.off('update', keep)
    await log.append(projectId, 1, entries)
  }
  await write(9)
  await log.compact(projectId, 1)
  await write(10)
  await log.compact(projectId, 1)
  await write(10)
  await storeVersion(db, { projectId, kind: 'named', label: 'Une version', accountId })
  return { projectId, accountId }
}

async function publish(db: Db, { projectId, accountId }: Written, number: number) {
  const content = { ...demoPublication(), number }
  const publication = {
    ...{ projectId, number, accountId, epoch: 1, seq: 1, prevSha256: null },
    ...{ ...sealPublication(content, null), publishedAt: new Date(content.publishedAt) },
  }
  await insertPublication(db, publication, 'school')
}

/** What the application itself may not do. */
async function behindItsBack(db: Db, table: string, statement: ReturnType<typeof sql>) {
  await sql.raw(`alter table ${table} disable trigger user`).execute(db)
  await statement.execute(db)
  await sql.raw(`alter table ${table} enable trigger user`).execute(db)
}

forEachDatabase((name, { openDb }) => {
  test('[O5] a log that is whole has no fault, compacted or not', async () => {
    const { db } = await openDb()
    const written = await writtenProject(db)
    await publish(db, written, 1)
    const { faults, facts } = await verifyLog(db, written.projectId)
    expect(faults).toEqual([])
    expect(facts).toEqual(['30 rows, 2 snapshots', '1 versions', '1 publications'])
  })

  test('[O5] whatever is altered behind the application’s back is found', async () => {
    const { db } = await openDb()
    const written = await writtenProject(db)
    await publish(db, written, 1)
    const { projectId } = written
    const id = projectId
    const alterations = [
      [
        'update document set head_seq = head_seq + 1',
        'update document set head_seq = head_seq - 1',
        /counts 31 rows, and 30/,
      ],
      [
        "update document_snapshot set state = state || E'\\\\x00'::bytea where upto_seq = 20",
        'update document_snapshot set state = substring(state from 1 for octet_length(state) - 1) where upto_seq = 20',
        /snapshot of row 20 does not have its hash/,
      ],
      [
        'update document_update set seq = 1025 where seq = 25',
        'update document_update set seq = 25 where seq = 1025',
        /after row 24: .*gapless/,
      ],
    ] as const
    for (const [alter, mend, fault] of alterations) {
      await sql.raw(alter).execute(db)
      expect((await verifyLog(db, id)).faults.join('\n')).toMatch(fault)
      await sql.raw(mend).execute(db)
      expect((await verifyLog(db, id)).faults).toEqual([])
    }
    const garbage = Uint8Array.of(1, 2, 3)
    await sql`update document_update set data = ${garbage} where seq = 30`.execute(db)
    await behindItsBack(db, 'version', sql`update version set content = '{}'`)
    await behindItsBack(db, 'publication', sql`update publication set html = '<p>autre</p>'`)
    const { faults } = await verifyLog(db, id)
    expect(faults.filter((fault) => /^row 30 cannot be applied/.test(fault))).toHaveLength(1)
    expect(faults.filter((fault) => /^version .* does not have its hash/.test(fault))).toHaveLength(
      1,
    )
    expect(faults).toContain('publication 1: wrong html')
    expect(faults).toHaveLength(3)
  })

  test('[O5] a row that depends on what no row has is found', async () => {
    const { db } = await openDb()
    const { projectId, accountId } = await writtenProject(db)
    const struct = { kind: 'gc', length: 1 } as const
    const orphan = forgedUpdate([{ client: 7, clock: 50, structs: [struct] }])
    const log = createDatabaseLog(db, { node: 'test' })
    await log.append(projectId, 1, [{ data: orphan, accountId }])
    expect((await verifyLog(db, projectId)).faults).toEqual(['some row depends on what no row has'])
  })

  // The embedded database would be opened anew by each command.
  if (name === 'PostgreSQL') {
    test('[O5] the commands look into a document, and print its text only when asked', async () => {
      const { db, url = '' } = await openDb()
      const projectId = await seedDemoProject(db)
      const env = { DATABASE_URL: url, AUTH_SECRET: testSecret }
      expect(run('verify-log', [projectId], env)).toMatchObject({ code: 0, err: '' })
      expect(run('compact-log', [projectId], env).out).toMatch(/^wrote a snapshot/)
      const inspected = run('inspect-room', [projectId], env).out
      expect(inspected).toMatch(/snapshot of row \d+: \d+ bytes/)
      const replayed = run('replay-room', [projectId, '1'], env).out
      expect(replayed).toMatch(/^after row 1 of \d+/)
      expect(inspected + replayed).not.toContain('accompagnement')
      expect(run('replay-room', [projectId, '--content'], env).out).toContain('accompagnement')
      await sql`update document set head_seq = head_seq + 1`.execute(db)
      const verified = run('verify-log', [projectId], env)
      expect(verified).toMatchObject({
        code: 1,
        out: expect.stringMatching(/^FAULT: the document counts/m),
      })
      const usage = run('inspect-room', ['summary'], env)
      expect(usage.code).toBe(2)
      expect(usage.err).toMatch(/^usage: node server\/scripts\/inspect-room.ts PROJECT_ID/)
    })
  }
})

function run(script: string, args: readonly string[], env: Record<string, string>) {
  const ran = spawnSync(nodeRuntime().path, [`server/scripts/${script}.ts`, ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

test('[O5] a command leaves a running server its embedded database, and says which process it is', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'trame-'))
  const lock = acquireDataLock(dataDir)
  onTestFinished(async () => {
    lock.release()
    await rm(dataDir, { recursive: true })
  })
  const ran = run('verify-log', [crypto.randomUUID()], { DATA_DIR: dataDir, DATABASE_URL: '' })
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toMatch(new RegExp(`^DATA_DIR: .* is in use by process ${process.pid}; stop it`))
})
