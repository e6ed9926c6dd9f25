import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { listAudit } from '#db/queries/audit.ts'
import { listClientBindings } from '#db/queries/document-client.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { ProjectId, SchoolId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'
import { createProject, type NewProject } from '#lib/usecases/create-project.ts'
import { listProjectRecords } from '#lib/usecases/list-project-records.ts'
import { listProjects } from '#lib/usecases/list-projects.ts'
import { openProject } from '#lib/usecases/open-project.ts'
import {
  insertLycee,
  memberOfEachRole,
  signedIn,
  useDatabase,
} from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const wanted: NewProject = {
  schoolYear: '2026-2027',
  schoolType: 'lgt',
  levels: ['2gt', '1g'],
  coordinatorAccountIds: [],
  optionalSections: [
    { id: 'appendices', title: 'Annexes' },
    { title: 'Liaison avec les collèges' },
  ],
}

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let schoolId: SchoolId
  let head: SessionActor
  let creator: SessionActor
  let stranger: SessionActor
  let admin: SessionActor
  let project: { id: ProjectId; slug: string }
  let members: Record<Role, SessionActor>

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
    schoolId = await insertLycee(db)
    head = await signedIn(db, schoolId, { isHead: true })
    creator = await signedIn(db, schoolId)
    stranger = await signedIn(db, schoolId)
    admin = await signedIn(db, schoolId, { isAdmin: true })
    project = await createProject(creator, wanted)
    members = await memberOfEachRole(db, { id: project.id, schoolId })
  })

  test('a new project is a draft with every mandatory part and the chosen optional ones', async () => {
    const page = await openProject(creator, project.id)

    const schemaVersion = SCHEMA_VERSION
    expect(page).toMatchObject({ status: 'draft', epoch: 1, schemaVersion, mandatoryLeft: 13 })
    expect(page.sections.map(({ mandatory }) => mandatory)).toEqual([
      ...Array.from({ length: 13 }, () => true),
      false,
      false,
    ])
    expect(page.sections.map(({ number }) => number)).toEqual(
      Array.from({ length: 15 }, (_, index) => index + 1),
    )
    expect(page.sections.at(13)).toMatchObject({ id: 'appendices', title: 'Annexes et ressources' })
    expect(page.sections.at(14)).toMatchObject({ title: 'Liaison avec les collèges', group: null })
  })

  test('its header says what the school and the form said', async () => {
    const { header, title, schoolYear } = await openProject(creator, project.id)

    expect({ title, schoolYear }).toEqual({
      title: 'Projet d’accompagnement personnalisé 2026-2027',
      schoolYear: '2026-2027',
    })
    expect(header).toMatchObject({
      schoolName: 'Lycée Jeanne-Barret',
      schoolType: 'lgt',
      academy: 'Dijon',
      levels: ['2gt', '1g'],
    })
  })

  test('the head of the school directs it, and its creator coordinates it', async () => {
    expect((await openProject(head, project.id)).role).toBe('head')
    expect((await openProject(creator, project.id)).role).toBe('coordinator')
  })

  test('its creation is noted, and its first words are the creator’s', async () => {
    const [entry] = await listAudit(db, { schoolId, limit: 1 })
    const [binding] = await listClientBindings(db, { projectId: project.id, epoch: 1 })

    expect(entry).toMatchObject({ action: 'project.create', accountId: creator.accountId })
    expect(binding).toMatchObject({ firstClock: 0, accountId: creator.accountId })
  })

  test('projects created at once have addresses of their own', async () => {
    const made = await Promise.all([createProject(head, wanted), createProject(head, wanted)])
    const slugs = [project.slug, ...made.map(({ slug }) => slug)]

    expect(new Set(slugs).size).toBe(3)
    expect(project.slug).toBe('projet-d-accompagnement-personnalise-2026-2027')
  })

  test.each([
    ['head', true, true],
    ['coordinator', true, true],
    ['editor', true, true],
    ['commenter', false, true],
  ] as const)('a %s opens the working version', async (role, canWrite, canComment) => {
    const page = await openProject(members[role], project.id)

    expect(page).toMatchObject({ role, canWrite, canComment })
    expect(page.me.id).toBe(members[role].accountId)
    expect(page.people.map(({ id }) => id)).toContain(creator.accountId)
  })

  test.each(['reader', 'guest'] as const)('a %s is told that it is not for them', async (role) => {
    await expect(openProject(members[role], project.id)).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test('a stranger and an administrator learn nothing, not even that it exists', async () => {
    const unknown = crypto.randomUUID()

    for (const [actor, id] of [
      [stranger, project.id],
      [admin, project.id],
      [creator, unknown],
      [creator, 'no-uuid'],
    ] as const) {
      await expect(openProject(actor, id)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('the list tells a coordinator how far the project is', async () => {
    const [summary] = await listProjects(members.coordinator)

    expect(summary).toMatchObject({
      id: project.id,
      role: 'coordinator',
      levels: ['Seconde générale et technologique', 'Première générale'],
      lastActivity: { by: { firstName: 'Camille' } },
      completeness: { mandatoryLeft: 13 },
      resumeAt: { number: 1, shortTitle: 'Ancrage' },
      nextMeeting: null,
    })
    expect(summary?.completeness?.groups.map(({ sections }) => sections.length)).toEqual([
      2, 1, 7, 1, 1, 2,
    ])
    expect(summary?.toDo).toHaveLength(4)
  })

  test.each(['reader', 'guest'] as const)(
    'the list tells a %s its title and status alone',
    async (role) => {
      const [summary] = await listProjects(members[role])

      expect(summary).toMatchObject({ title: expect.any(String), status: 'draft', role })
      expect(summary).toMatchObject({
        completeness: null,
        people: [],
        lastActivity: null,
        toDo: [],
      })
    },
  )

  test('the list holds the projects that one belongs to and no other', async () => {
    expect(await listProjects(stranger)).toEqual([])
    expect(await listProjectRecords(stranger)).toEqual([])
    const [record] = await listProjectRecords(members.reader)

    expect(record).toEqual({
      ...{ id: project.id, slug: project.slug, schoolYear: '2026-2027', status: 'draft' },
      ...{ title: 'Projet d’accompagnement personnalisé 2026-2027', role: 'reader', epoch: 1 },
    })
  })

  test('an account that only administers creates nothing', async () => {
    await expect(createProject(admin, wanted)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('a coordinator of another school is refused', async () => {
    const elsewhere = await signedIn(db, await insertLycee(db))
    const coordinatorAccountIds = [elsewhere.accountId]

    await expect(
      createProject(creator, { ...wanted, coordinatorAccountIds }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'coordinatorAccountIds',
    })
  })

  test.each<[string, Record<string, unknown>]>([
    ['schoolYear', { schoolYear: '2026-2028' }],
    ['schoolType', { schoolType: 'ecole' }],
    ['levels', { levels: [] }],
    ['levels', { levels: ['6e'] }],
    ['coordinatorAccountIds', { coordinatorAccountIds: ['not an id'] }],
    ['optionalSections', { optionalSections: [{ title: ' ' }] }],
    ['optionalSections', { optionalSections: [{ id: 'framework', title: 'x' }] }],
    ['optionalSections', { optionalSections: [{ title: 'Stages' }, { title: 'stages' }] }],
    ['title', { title: 'x'.repeat(151) }],
  ])('an impossible %s is named and nothing is created', async (field, change) => {
    const before = await listProjectRecords(creator)

    await expect(createProject(creator, { ...wanted, ...change })).rejects.toMatchObject({
      code: 'invalid_input',
      field,
    })
    expect(await listProjectRecords(creator)).toEqual(before)
  })
})
