import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { findVersion, listVersions } from '#db/queries/version.ts'
import { readProject } from '#lib/document/read.ts'
import { header } from '#lib/document/schema.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { type ProjectId, parseSessionId } from '#lib/domain/ids.ts'
import { contentOfParts } from '#lib/domain/part-content.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'
import { restoreVersion } from '#lib/usecases/restore-version.ts'
import { readContent, storeVersion } from '#lib/versions/store-version.ts'
import { useDatabase as openForUseCases } from '#tests/support/school-people.ts'
import { cookieOf, openSocket, seedDemoProject, startSyncHouse } from '#tests/support/sync-house.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

async function actorOf(db: Db, who: string) {
  const account = await findAccountByEmail(db, `${who}@demo.trame.test`)
  const sessionId = parseSessionId(crypto.randomUUID())
  if (account === undefined || sessionId === null) throw new Error(`the demo has ${who}`)
  const { id: accountId, ...rest } = account
  return { ...rest, accountId, sessionId, sharedComputer: false }
}

const contentOf = ({ doc }: { doc: Y.Doc }, status: Project['status']) =>
  readProject(doc, { template, status })

/** A client that follows no rule but those of Yjs: every root is emptied, in one update. */
function deleteEverything({ doc }: TestPeer): void {
  doc.transact(() => {
    for (const [name, root] of doc.share) {
      if (name.startsWith('section:')) {
        const part = doc.getXmlFragment(name)
        part.delete(0, part.length)
      } else if (name !== 'header' && root instanceof Y.AbstractType) {
        for (const key of [...doc.getMap(name).keys()]) doc.getMap(name).delete(key)
      }
    }
  })
}

function type({ doc }: TestPeer, words: string): void {
  const summary = header(doc).get('problemStatement')
  if (!(summary instanceof Y.Text)) throw new Error('the demo has a problem statement')
  summary.insert(summary.length, words)
}

const undone = (peer: TestPeer) => {
  const text = header(peer.doc).get('problemStatement')
  return new Y.UndoManager(text instanceof Y.Text ? text : [], { captureTimeout: 0 })
}

forEachDatabase((name, { openDb }) => {
  async function house() {
    const opened = await openDb()
    const db = await openForUseCases(opened)
    const made = await startSyncHouse(db)
    const enter = async (who: string) => {
      const { peer } = openSocket(made, { cookie: (await cookieOf(db, who)).cookie })
      await peer.synced()
      return peer
    }
    return { ...made, db, opened, enter }
  }

  test('[V3] [V6] a raw client deletes everything; the version before it is there, and one part and then all comes back while two others write', async () => {
    const { db, projectId, enter } = await house()
    const [ann, bob, raw] = [await enter('prof1'), await enter('prof2'), await enter('prof3')]
    const [version, wanted] = await versionBeforeRaw(db, projectId, { ann, raw })
    const coordinator = await actorOf(db, 'coordination')
    const undo = undone(ann)
    type(ann, ' Anne écrit.')
    type(bob, ' Bob aussi.')
    const part = template.sections[3]?.id ?? template.sections[0]?.id
    if (part === undefined) throw new Error('the template has parts')
    await restoreVersion(coordinator, { projectId, versionId: version, sectionId: part })
    const partOf = (content: Project) =>
      canonicalJson(contentOfParts(template, content).get(part) ?? null)
    await bob.until(() => partOf(contentOf(bob, wanted.status)) === partOf(wanted))
    const restoring = restoreVersion(coordinator, {
      projectId,
      versionId: version,
      sectionId: null,
    })
    type(bob, ' Pendant ce temps.')
    const { keptVersionId } = await restoring
    type(ann, ' Et après.')
    await Promise.all([ann.saved(), bob.saved()])
    for (const peer of [ann, bob, raw]) {
      await peer.until(
        () => withoutHeader(contentOf(peer, wanted.status)) === withoutHeader(wanted),
      )
      expect(peer.closed).toBeNull()
    }
    await vi.waitUntil(() => textsOf(ann) === textsOf(bob) && textsOf(ann) === textsOf(raw))
    const late = await enter('direction')
    expect(textsOf(late)).toBe(textsOf(ann))
    const { header: own, ...rest } = contentOf(late, wanted.status)
    expect({ ...rest, header: wanted.header }).toEqual(wanted)
    expect(own.problemStatement).toContain(' Et après.')
    // What came before the restoring is in the version that was kept of it.
    const kept = await findVersion(db, { projectId, id: keptVersionId })
    for (const words of [' Anne écrit.', ' Bob aussi.', ' Pendant ce temps.']) {
      expect(own.problemStatement + JSON.stringify(kept?.content)).toContain(words)
    }
    undo.undo()
    expect(contentOf(ann, wanted.status).header.problemStatement).not.toContain(' Et après.')
    await ann.saved()

    await restoreVersion(coordinator, { projectId, versionId: keptVersionId, sectionId: null })
    await ann.until(() => contentOf(ann, wanted.status).goals.every((goal) => goal.archivedAt))
  })

  test('[V5] a state that two processes keep at once is kept once, and its hash is its content’s', async () => {
    const opened = await openDb()
    const db = await openForUseCases(opened)
    const projectId = await seedDemoProject(db)
    const other = await opened.openAgain()
    const both = [db, other.db].map((one) =>
      storeVersion(one, { projectId, kind: 'automatic', accountId: null }),
    )
    await Promise.all(both)
    await storeVersion(db, { projectId, kind: 'automatic', accountId: null })
    await other.close()
    const [listed, ...more] = await listVersions(db, projectId)
    expect(more).toEqual([])
    const found = listed && (await findVersion(db, { projectId, id: listed.id }))
    if (found === undefined) throw new Error('the version was listed')
    expect(Buffer.from(found.sha256).toString('hex')).toBe(sha256Hex(canonicalJson(found.content)))
    expect(listed?.summary.changed).toHaveLength(14)
  })

  test('[V2] [G17] a process that ended without a version makes it up when the document is opened again, and the document is looked at', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const { db, projectId, enter, names } = await house()
    const ann = await enter('prof1')
    expect(name && (await listVersions(db, projectId))).toEqual([])
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    await ann.until(() => ann.of('event').some(({ json }) => json === '{"type":"versions"}'))
    expect(await listVersions(db, projectId)).toMatchObject([{ kind: 'automatic' }])
    vi.useRealTimers()
    await vi.waitUntil(() => names.includes('schemaChecked'), { timeout: 30_000 })
    expect(names).not.toContain('failed')
  })

  /** The version that the server kept by itself, and what it has to say. */
  async function versionBeforeRaw(
    db: Db,
    projectId: ProjectId,
    { ann, raw }: { ann: TestPeer; raw: TestPeer },
  ) {
    type(ann, ' Juste avant.')
    await ann.saved()
    const status = 'draft'
    const before = contentOf(ann, status)
    deleteEverything(raw)
    await raw.saved()
    await ann.until(() => contentOf(ann, status).needs.length === 0)
    const versions = await listVersions(db, projectId)
    const kept = versions.find(({ kind }) => kind === 'before-deletion')
    const found = kept && (await findVersion(db, { projectId, id: kept.id }))
    if (found === undefined) throw new Error('a version was kept before the deletion')
    const content = readContent(found.content)
    expect({ ...content, status }).toEqual(before)
    return [found.id, content] as const
  }
})

/** All that nobody writes in meanwhile. */
function withoutHeader({ header: _, ...rest }: Project): string {
  return canonicalJson(rest)
}

function textsOf({ doc }: { doc: Y.Doc }): string {
  return canonicalJson(contentOf({ doc }, 'draft'))
}
