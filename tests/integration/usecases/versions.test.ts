import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { listAudit } from '#db/queries/audit.ts'
import { findDocumentHead, freezeDocument, unfreezeDocument } from '#db/queries/document.ts'
import { listClientBindings } from '#db/queries/document-client.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import { findProject, moveProjectStatus } from '#db/queries/project.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { createDocument } from '#lib/document/seed.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import { paragraph } from '#lib/domain/block.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { type Role, roles } from '#lib/domain/roles.ts'
import { template } from '#lib/domain/template.ts'
import { onProjectSignal, type ProjectSignal } from '#lib/platform/project-signals.ts'
import { nameVersion } from '#lib/usecases/name-version.ts'
import { openVersions } from '#lib/usecases/open-versions.ts'
import { readWorkingVersion } from '#lib/usecases/read-project.ts'
import { restoreVersion } from '#lib/usecases/restore-version.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import { memberOfEachRole, useDatabase } from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const PART = 'framework'
const nowhere = '00000000-0000-4000-8000-000000000000'

function firstUpdate(): Uint8Array {
  const blank = blankProject({ template, header: {} })
  const sections = blank.sections.map((section) => ({
    ...section,
    content: section.id === PART ? [paragraph('Les élèves lisent.')] : [],
  }))
  return createDocument({ ...blank, sections }).update
}

const codeOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => Object(error).code as string,
  )

forEachDatabase((_name, { sharedDb }) => {
  let db: Db

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
  })

  type Place = { projectId: ProjectId; members: Record<Role, SessionActor>; first: Uint8Array }

  async function place(): Promise<Place> {
    const first = firstUpdate()
    const { projectId, schoolId } = await insertProject(db, { firstUpdates: [first] })
    return { projectId, first, members: await memberOfEachRole(db, { id: projectId, schoolId }) }
  }

  /** Someone empties the part, as a raw client does. */
  async function emptyPart({ projectId, members, first }: Place): Promise<void> {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, first)
    const before = Y.encodeStateVector(doc)
    const part = doc.getXmlFragment(`section:${PART}`)
    part.delete(0, part.length)
    const updates = [
      { data: Y.encodeStateAsUpdate(doc, before), accountId: members.editor.accountId },
    ]
    await appendUpdates(db, { projectId, epoch: 1, node: 'test', updates })
  }

  async function textOf(projectId: ProjectId): Promise<unknown> {
    const { sections } = await readWorkingVersion(projectId, 'draft')
    return sections.find(({ id }) => id === PART)?.content
  }

  test('each role names, restores and sees what PRODUCT says, and nobody else anything', async () => {
    const { projectId, members } = await place()
    const versionId = await nameVersion(members.head, { projectId, versionId: null, name: 'Un' })
    const answers = await Promise.all(
      roles.map(async (role) => [
        role,
        await codeOf(openVersions(members[role], { projectId, versionId })),
        await codeOf(nameVersion(members[role], { projectId, versionId, name: 'Deux' })),
        await codeOf(restoreVersion(members[role], { projectId, versionId, sectionId: null })),
      ]),
    )
    expect(answers).toEqual([
      ['head', 'done', 'done', 'done'],
      ['coordinator', 'done', 'done', 'done'],
      ['editor', 'done', 'done', 'not_allowed'],
      ['commenter', 'done', 'not_allowed', 'not_allowed'],
      ['reader', 'not_allowed', 'not_allowed', 'not_allowed'],
      ['guest', 'not_allowed', 'not_allowed', 'not_allowed'],
    ])
    const stranger = (await place()).members.head
    expect(await codeOf(openVersions(stranger, { projectId, versionId }))).toBe('not_found')
  })

  test('a version of another project, or none, is neither shown, named nor restored', async () => {
    const [here, elsewhere] = [await place(), await place()]
    const { projectId } = here
    const actor = here.members.head
    const other = await nameVersion(elsewhere.members.head, {
      ...{ projectId: elsewhere.projectId, versionId: null, name: 'Ailleurs' },
    })
    for (const versionId of [other, nowhere, 'x', '']) {
      const acts = [
        openVersions(actor, { projectId, versionId }),
        nameVersion(actor, { projectId, versionId, name: 'Ici' }),
        restoreVersion(actor, { projectId, versionId, sectionId: null }),
        restoreVersion(actor, { projectId, versionId, sectionId: PART }),
      ]
      expect(await Promise.all(acts.map(codeOf))).toEqual(Array(4).fill('not_found'))
    }
    expect((await openVersions(actor, { projectId, versionId: null })).states).toHaveLength(1)
  })

  test('a name of 10,000 characters, or of spaces, is refused in words', async () => {
    const { projectId, members } = await place()
    for (const name of ['x'.repeat(10_000), ' \u00A0\n', '']) {
      const naming = nameVersion(members.head, { projectId, versionId: null, name })
      await expect(naming).rejects.toMatchObject({ code: 'invalid_input', field: 'name' })
    }
    const kept = await nameVersion(members.head, {
      ...{ projectId, versionId: null, name: `  Avant\n${'é'.repeat(114)} ` },
    })
    const { states } = await openVersions(members.head, { projectId, versionId: kept })
    expect(states.map(({ label }) => label)).toEqual([null, `Avant ${'é'.repeat(114)}`])
  })

  test('a part that was emptied goes back to its last words, by an edit that is the restorer’s', async () => {
    const here = await place()
    const { projectId, members } = here
    const actor = members.coordinator
    const signals: ProjectSignal[] = []
    const stop = onProjectSignal((signal) => void signals.push(signal))
    await nameVersion(members.editor, { projectId, versionId: null, name: 'Plein' })
    await emptyPart(here)
    await nameVersion(members.editor, { projectId, versionId: null, name: 'Vide' })
    const shown = async () => (await openVersions(actor, { projectId, versionId: null })).shown
    expect((await shown()).recoverable).toEqual([PART])
    await restoreVersion(actor, { projectId, versionId: null, sectionId: PART })
    expect(await textOf(projectId)).toEqual([paragraph('Les élèves lisent.')])
    expect((await shown()).recoverable).toEqual([])
    const owners = await listClientBindings(db, { projectId, epoch: 1 })
    expect(owners.map(({ accountId }) => accountId)).toEqual([actor.accountId])
    const { states } = await openVersions(actor, { projectId, versionId: null })
    expect(states.map(({ kind }) => kind)).toContain('before-restore')
    expect(states[0]?.people.map(({ id }) => id)).toEqual([actor.accountId])
    expect(states.find(({ label }) => label === 'Vide')?.changed).toMatchObject([{ id: PART }])
    stop()
    expect(signals.map(({ what }) => what)).toEqual([
      ...['versions', 'versions', 'document', 'versions'],
    ])
    const audit = await listAudit(db, { schoolId: actor.schoolId, limit: 10 })
    expect(audit.some(({ action }) => action === 'version.restore')).toBe(true)
    const missing = restoreVersion(actor, { projectId, versionId: null, sectionId: 'x' })
    expect(await codeOf(missing)).toBe('not_found')
  })

  test('a frozen project is refused in a word of its own, and nothing is kept of it', async () => {
    const { projectId, members } = await place()
    const actor = members.head
    const versionId = await nameVersion(actor, { projectId, versionId: null, name: 'Un' })
    const restore = () => codeOf(restoreVersion(actor, { projectId, versionId, sectionId: null }))
    const head = await findDocumentHead(db, projectId)
    await freezeDocument(db, projectId)
    expect(await restore()).toBe('frozen')
    await unfreezeDocument(db, projectId)
    const { status } = (await findProject(db, projectId)) ?? {}
    if (status === undefined) throw new Error('the project is there')
    await moveProjectStatus(db, { projectId, from: status, to: 'approved' })
    expect(await restore()).toBe('frozen')
    expect((await findDocumentHead(db, projectId))?.headSeq).toBe(head?.headSeq)
    expect((await openVersions(actor, { projectId, versionId })).states).toHaveLength(2)
  })
})
