import { expect, test } from 'vitest'
import { appendAudit, listAudit } from '#db/queries/audit.ts'
import { findDocumentHead, setSchemaVersion } from '#db/queries/document.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import {
  findProject,
  findProjectBySlug,
  listProjectsOfAccount,
  listSlugsLike,
  moveProjectStatus,
  setProjectTitle,
} from '#db/queries/project.ts'
import {
  accessOf,
  listMembers,
  removeMember,
  roleOf,
  setMember,
} from '#db/queries/project-member.ts'
import { addProjectSections, listProjectSections } from '#db/queries/project-section.ts'
import { createSession, revokeSession } from '#db/queries/session.ts'
import type { AccountId, ProjectId, SectionId, SessionId } from '#lib/domain/ids.ts'
import { insertAccount, insertProject, insertSchool } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const nowhere = '00000000-0000-4000-8000-000000000000' as ProjectId

forEachDatabase((_, { sharedDb }) => {
  test('a project is made with its member and the first updates of its document', async () => {
    const { db } = await sharedDb()
    const firstUpdates = [new Uint8Array([1, 2]), new Uint8Array([3])]
    const { projectId, schoolId, accountId } = await insertProject(db, {
      role: 'coordinator',
      schemaVersion: 2,
      firstUpdates,
    })
    const project = await findProject(db, projectId)
    expect(project).toMatchObject({ id: projectId, schoolId, status: 'draft', asOf: null })
    expect(await findProjectBySlug(db, project?.slug ?? '')).toEqual(project)
    expect(await findProject(db, nowhere)).toBeUndefined()
    const head = { epoch: 1, schemaVersion: 2, headSeq: 2, frozen: false, bytes: 3 }
    expect(await findDocumentHead(db, projectId)).toEqual(head)
    expect(await findDocumentHead(db, nowhere)).toBeUndefined()
    expect(await roleOf(db, { projectId, accountId })).toBe('coordinator')
  })

  test('a person sees their own projects, the one written last first', async () => {
    const { db } = await sharedDb()
    const { projectId: older, accountId } = await insertProject(db)
    const { projectId: newer, accountId: author } = await insertProject(db)
    const { projectId: untouched } = await insertProject(db)
    await insertProject(db)
    for (const projectId of [newer, untouched]) {
      await setMember(db, { projectId, accountId, role: 'reader', addedBy: author })
    }
    for (const [projectId, by] of [
      [older, accountId],
      [newer, author],
    ] as const) {
      const updates = [{ data: new Uint8Array([1]), accountId: by }]
      await appendUpdates(db, { projectId, epoch: 1, node: 'n', updates })
    }
    const listed = await listProjectsOfAccount(db, accountId)
    expect(listed.map((project) => project.id)).toEqual([newer, older, untouched])
    expect(listed[0]).toMatchObject({ role: 'reader', epoch: 1, headSeq: 1 })
    expect(listed[0]?.lastUpdate).toMatchObject({ firstName: 'Camille', lastName: 'Vaucourtois' })
    expect(listed[0]?.lastUpdate?.at).toBeInstanceOf(Date)
    expect(listed[2]).toMatchObject({ lastUpdate: null, headSeq: 0 })
  })

  test('slugs with the same beginning are found, and no pattern is read into them', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db)
    const slug = (await findProject(db, projectId))?.slug ?? ''
    expect(await listSlugsLike(db, slug)).toEqual([slug])
    expect(await listSlugsLike(db, slug.slice(0, slug.lastIndexOf('-')))).toEqual([slug])
    expect(await listSlugsLike(db, '%')).toEqual([])
  })

  test('of two people who make the same step, one makes it', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db)
    const step = { projectId, from: 'draft', to: 'in-review' } as const
    const made = await Promise.all([moveProjectStatus(db, step), moveProjectStatus(db, step)])
    expect(made.sort()).toEqual([false, true])
    await setProjectTitle(db, { projectId, title: 'Parler et débattre' })
    const project = await findProject(db, projectId)
    expect(project).toMatchObject({ status: 'in-review', title: 'Parler et débattre' })
  })

  test('a role is given, changed and taken away', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId: addedBy, schoolId } = await insertProject(db, { role: 'head' })
    const accountId = await insertAccount(db, { schoolId, lastName: 'Abel' })
    const who = { projectId, accountId }
    expect(await roleOf(db, who)).toBeNull()
    await setMember(db, { ...who, role: 'reader', addedBy })
    await setMember(db, { ...who, role: 'editor', addedBy })
    expect(await roleOf(db, who)).toBe('editor')
    const members = await listMembers(db, [projectId])
    expect(members.map(({ lastName, role }) => [lastName, role])).toEqual([
      ['Abel', 'editor'],
      ['Vaucourtois', 'head'],
    ])
    expect(await listMembers(db, [])).toEqual([])
    await removeMember(db, who)
    expect(await roleOf(db, who)).toBeNull()
  })

  test('access is the role of the moment, for live sessions and existing projects', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId, schoolId } = await insertProject(db)
    const stranger = await insertAccount(db, { schoolId })
    const open = async (owner: AccountId) => {
      const id = crypto.randomUUID() as SessionId
      const expiresAt = new Date(Date.now() + 60_000)
      await createSession(db, { id, accountId: owner, sharedComputer: false, expiresAt })
      return id
    }
    const [member, revoked, other] = [
      await open(accountId),
      await open(accountId),
      await open(stranger),
    ]
    await revokeSession(db, revoked)
    const pairs = [
      ...[member, member, revoked, other].map((sessionId) => ({ sessionId, projectId })),
      { sessionId: member, projectId: nowhere },
    ]
    const found = await accessOf(db, pairs)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual({
      ...{ sessionId: member, projectId, accountId },
      ...{ role: 'editor', status: 'draft' },
    })
    expect(found).toContainEqual({
      ...{ sessionId: other, projectId, accountId: stranger },
      ...{ role: null, status: 'draft' },
    })
    await setMember(db, { projectId, accountId, role: 'commenter', addedBy: null })
    const [changed] = await accessOf(db, [{ sessionId: member, projectId }])
    expect(changed?.role).toBe('commenter')
    expect(await accessOf(db, [])).toEqual([])
  })

  test('optional parts keep their order, and the same part is not added twice', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db)
    const section = (id: string, position: number) => ({
      sectionId: id as SectionId,
      title: `Partie ${id}`,
      position,
    })
    await addProjectSections(db, projectId, [])
    await addProjectSections(db, projectId, [section('b', 2), section('a', 1)])
    const sections = [section('a', 1), section('b', 2)]
    expect(await listProjectSections(db, projectId)).toEqual(sections)
    const again = addProjectSections(db, projectId, [section('c', 3), section('a', 4)])
    await expect(again).rejects.toThrow(/unique/)
    expect(await listProjectSections(db, projectId)).toEqual(sections)
  })

  test('a schema version only grows', async () => {
    const { db } = await sharedDb()
    const { projectId } = await insertProject(db, { schemaVersion: 2 })
    await setSchemaVersion(db, { projectId, schemaVersion: 5 })
    await setSchemaVersion(db, { projectId, schemaVersion: 3 })
    expect((await findDocumentHead(db, projectId))?.schemaVersion).toBe(5)
  })

  test('the audit of a school is read newest first', async () => {
    const { db } = await sharedDb()
    const { schoolId, projectId, accountId } = await insertProject(db)
    const other = await insertSchool(db)
    const entry = { schoolId, projectId, accountId }
    await appendAudit(db, { ...entry, action: 'member.set', detail: { role: 'editor' } })
    await appendAudit(db, { ...entry, accountId: null, action: 'session.revoke', detail: {} })
    await appendAudit(db, { ...entry, schoolId: other, action: 'other.school', detail: {} })
    const listed = await listAudit(db, { schoolId, limit: 10 })
    expect(listed.map(({ action, detail }) => [action, detail])).toEqual([
      ['session.revoke', {}],
      ['member.set', { role: 'editor' }],
    ])
    expect(await listAudit(db, { schoolId, limit: 1 })).toEqual(listed.slice(0, 1))
  })
})
