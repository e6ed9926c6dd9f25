import { type RawBuilder, sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { listAudit } from '#db/queries/audit.ts'
import { createDocument } from '#db/queries/document.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import { createProject, findProject, moveProjectStatus } from '#db/queries/project.ts'
import { findPublicationText, listPublications } from '#db/queries/publication.ts'
import { readStoredDocument } from '#db/queries/stored-document.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import { createDocument as makeDocument } from '#lib/document/seed.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { ProjectId, SchoolId } from '#lib/domain/ids.ts'
import { type Role, roles } from '#lib/domain/roles.ts'
import { onProjectSignal } from '#lib/platform/project-signals.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'
import { changeVisibility, withdrawPublication } from '#lib/usecases/change-publication.ts'
import { planPublication } from '#lib/usecases/plan-publication.ts'
import { answerPublication } from '#lib/usecases/publication-answer.ts'
import { type PublicationRequest, publishProject } from '#lib/usecases/publish-project.ts'
import { updateThatAppends } from '#tests/support/appended-text.ts'
import {
  insertLycee,
  memberOfEachRole,
  signedIn,
  useDatabase,
} from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let schoolId: SchoolId
  let projectId: ProjectId
  let slug: string
  let members: Record<Role, SessionActor>

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
  })

  beforeEach(async () => {
    schoolId = await insertLycee(db)
    const creator = await signedIn(db, schoolId)
    slug = `projet-${crypto.randomUUID()}`
    const { templateId, templateVersion } = demoProject
    projectId = await createProject(db, {
      ...{ schoolId, slug, title: 'Lire pour comprendre', schoolYear: '2026-2027' },
      ...{ templateId, templateVersion, asOf: '2027-06-25', createdBy: creator.accountId },
    })
    const { update } = makeDocument(demoProject)
    await createDocument(db, {
      ...{ projectId, schemaVersion: SCHEMA_VERSION, createdBy: creator.accountId },
      firstUpdates: [update],
    })
    members = await memberOfEachRole(db, { id: projectId, schoolId })
  })

  function publish(actor: SessionActor, changes: Partial<PublicationRequest> = {}) {
    const choice = { visibility: 'public', message: '', incompleteConfirmed: false } as const
    return publishProject(actor, { projectId, number: 1, ...choice, ...changes })
  }

  async function write(text: string): Promise<void> {
    const { accountId } = members.editor
    const stored = await readStoredDocument(db, projectId)
    if (stored === undefined) throw new Error('the project has a document')
    const data = updateThatAppends(stored, { sectionId: 'framework', text })
    const updates = [{ data, accountId }]
    await appendUpdates(db, { projectId, epoch: 1, node: 'test', updates })
  }

  async function read(actor: SessionActor | null, number: number | null = 1) {
    return answerPublication(actor, { slug, number }, 'json')
  }

  test('publishing freezes the stored text: what is written afterwards is not in it', async () => {
    const heard: string[] = []
    const stop = onProjectSignal(({ what }) => heard.push(what))
    await publish(members.head, { message: 'Bonne lecture.' })
    stop()
    expect(heard).toEqual(['status', 'versions'])
    expect(await findProject(db, projectId)).toMatchObject({ status: 'published' })
    const [publication] = await listPublications(db, projectId)
    const before = await findPublicationText(db, { projectId, number: 1 })
    expect(publication?.sha256).toBe(sha256Hex(before?.content ?? ''))
    expect(JSON.parse(before?.content ?? '')).toMatchObject({
      ...{ number: 1, slug, title: 'Lire pour comprendre', message: 'Bonne lecture.' },
      ...{ refDate: '2027-06-25', previousSha256: null, htmlSha256: sha256Hex(before?.html ?? '') },
    })

    await write('Une phrase de plus.')
    expect(await findProject(db, projectId)).toMatchObject({ status: 'draft' })
    await publish(members.head, { number: 2 })
    expect(await findPublicationText(db, { projectId, number: 1 })).toEqual(before)
    const [newest] = await listPublications(db, projectId)
    expect(newest).toMatchObject({ number: 2, prevSha256: publication?.sha256 })
    expect((await read(null, 2)).body).toContain('Une phrase de plus.')
    expect(await listAudit(db, { schoolId, limit: 5 })).toMatchObject([
      { action: 'publication.create', detail: { number: 2, sha256: newest?.sha256 } },
      { action: 'publication.create', detail: { number: 1, visibility: 'public' } },
    ])
  })

  test('of two who publish at the same instant one wins, and the other is told', async () => {
    const outcomes = await Promise.allSettled([publish(members.head), publish(members.head)])
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(lost[0]?.reason).toMatchObject({ code: 'number_taken' })
    expect(await listPublications(db, projectId)).toHaveLength(1)
  })

  test('a number that is not the next one is refused, whichever it is', async () => {
    await expect(publish(members.head, { number: 2 })).rejects.toMatchObject({
      code: 'number_taken',
    })
    await publish(members.head)
    await expect(publish(members.head)).rejects.toMatchObject({ code: 'number_taken' })
    await expect(publish(members.head, { number: 0 })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(await listPublications(db, projectId)).toHaveLength(1)
  })

  test.each(roles.filter((role) => role !== 'head'))(
    'a %s neither publishes nor withdraws',
    async (role) => {
      await publish(members.head)
      const actor = members[role]
      const code = 'not_allowed'
      await expect(publish(actor, { number: 2 })).rejects.toMatchObject({ code })
      await expect(planPublication(actor, projectId)).rejects.toMatchObject({ code })
      const change = { projectId, number: 1 }
      await expect(
        withdrawPublication(actor, { ...change, reason: 'Erreur' }),
      ).rejects.toMatchObject({ code })
      await expect(
        changeVisibility(actor, { ...change, visibility: 'school' }),
      ).rejects.toMatchObject({ code })
      expect(await listPublications(db, projectId)).toMatchObject([
        { visibility: 'public', withdrawal: null },
      ])
    },
  )

  test('a head of another project or school learns nothing of this one', async () => {
    const stranger = await signedIn(db, await insertLycee(db), { isHead: true })
    await expect(publish(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(planPublication(stranger, projectId)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each([
    ['an unknown visibility', { visibility: 'all' as never }],
    ['a message that is too long', { message: 'a'.repeat(601) }],
  ])('%s is refused in words, and nothing is stored', async (_case, changes) => {
    await expect(publish(members.head, changes)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await listPublications(db, projectId)).toEqual([])
  })

  test('incomplete parts are published with a confirmation alone, an archived project never', async () => {
    await sql`delete from document_update where project_id = ${projectId}`.execute(db)
    await sql`update document set head_seq = 0 where project_id = ${projectId}`.execute(db)
    const plan = await planPublication(members.head, projectId)
    expect(plan.incomplete).toHaveLength(plan.mandatoryTotal)
    await expect(publish(members.head)).rejects.toMatchObject({ code: 'parts_incomplete' })
    await publish(members.head, { incompleteConfirmed: true })
    await moveProjectStatus(db, { projectId, from: 'published', to: 'archived' })
    const refused = publish(members.head, { number: 2, incompleteConfirmed: true })
    await expect(refused).rejects.toMatchObject({ code: 'project_archived' })
  })

  test('the plan says the number to be, what is missing and what changed, in counts', async () => {
    expect(await planPublication(members.head, projectId)).toMatchObject({
      ...{ number: 1, visibility: 'school', incomplete: [], changes: null, published: [] },
    })
    await publish(members.head)
    const same = await planPublication(members.head, projectId)
    expect(same).toMatchObject({ number: 2, visibility: 'public' })
    expect(same.changes).toEqual({ since: 1, parts: 0, added: 0, changed: 0, removed: 0 })
    await write('Une phrase de plus.')
    expect((await planPublication(members.head, projectId)).changes).toMatchObject({ parts: 1 })
  })

  test('an approved project is open again once it is published', async () => {
    await moveProjectStatus(db, { projectId, from: 'draft', to: 'approved' })
    await sql`update document set frozen_at = now() where project_id = ${projectId}`.execute(db)
    await publish(members.head)
    expect(await findProject(db, projectId)).toMatchObject({ status: 'published' })
    await write('Encore.')
    expect(await findProject(db, projectId)).toMatchObject({ status: 'draft' })
  })

  test('a withdrawn number has no text left at any address, but its notice and its hash', async () => {
    await publish(members.head)
    const sha256 = (await listPublications(db, projectId))[0]?.sha256 ?? ''
    await expect(
      withdrawPublication(members.head, { projectId, number: 1, reason: ' ' }),
    ).rejects.toMatchObject({ code: 'invalid_input', field: 'reason' })
    await withdrawPublication(members.head, { projectId, number: 1, reason: 'Vie <privée>' })
    for (const actor of [null, members.head]) {
      for (const number of [1, null]) {
        for (const format of ['html', 'json', 'verifier'] as const) {
          const answer = await answerPublication(actor, { slug, number }, format)
          expect(answer.status).toBe(410)
          expect(answer.body.replaceAll(' ', '')).toContain(sha256)
          expect(answer.body).toMatch(/Vie (<|&lt;)privée/)
          expect(answer.body).not.toContain('L’accompagnement personnalisé du lycée')
        }
      }
    }
    const again = withdrawPublication(members.head, { projectId, number: 1, reason: 'Autre' })
    await expect(again).rejects.toMatchObject({ code: 'publication_withdrawn' })
    const reopening = changeVisibility(members.head, { projectId, number: 1, visibility: 'public' })
    await expect(reopening).rejects.toMatchObject({ code: 'publication_withdrawn' })
    await publish(members.head, { number: 2 })
    expect(await read(null, null)).toMatchObject({ status: 200, number: 2 })
    expect((await answerPublication(null, { slug, number: 1 }, 'html')).body).toContain(
      `/p/${slug}/v/2`,
    )
  })

  test('a number that never was can be neither withdrawn nor opened', async () => {
    const never = { projectId, number: 7 }
    const code = 'not_found'
    const withdrawing = withdrawPublication(members.head, { ...never, reason: 'Erreur' })
    await expect(withdrawing).rejects.toMatchObject({ code })
    const opening = changeVisibility(members.head, { ...never, visibility: 'public' })
    await expect(opening).rejects.toMatchObject({ code })
  })

  test('a restricted number is unknown to whoever may not read it, at every address', async () => {
    await publish(members.head)
    await publish(members.head, { number: 2, visibility: 'school' })
    const colleague = await signedIn(db, schoolId)
    const admin = await signedIn(db, schoolId, { isAdmin: true })
    const stranger = await signedIn(db, await insertLycee(db))
    for (const format of ['html', 'json', 'verifier'] as const) {
      const at = (actor: SessionActor | null, number: number | null) =>
        answerPublication(actor, { slug, number }, format)
      for (const actor of [...Object.values(members), colleague, admin]) {
        expect((await at(actor, 2)).status).toBe(200)
        expect((await at(actor, null)).number).toBe(2)
      }
      for (const actor of [stranger, null]) {
        expect(await at(actor, 2)).toEqual(await at(actor, 9))
        expect((await at(actor, null)).number).toBe(1)
        expect((await at(actor, 1)).body).not.toContain(`/v/2`)
      }
    }
  })

  test('a byte that was changed behind the application’s back is found by the verifier', async () => {
    await publish(members.head)
    await publish(members.head, { number: 2 })
    const verifier = async (number: number) =>
      (await answerPublication(null, { slug, number }, 'verifier')).body
    expect(await verifier(2)).toContain('Cette version est intacte.')

    await behindTheBack(sql`update publication set html = replace(html, 'lycée', 'lycee')
      where project_id = ${projectId} and number = 1`)
    expect(await verifier(1)).toContain('Cette version a été modifiée après sa publication.')
    expect(await verifier(1)).toContain('La page affichée n’est plus celle')
    expect(await verifier(2)).toContain('Une version plus ancienne a été modifiée.')

    await behindTheBack(sql`update publication set content = replace(content, 'lycée', 'lycee')
      where project_id = ${projectId} and number = 2`)
    expect(await verifier(2)).toContain('ne correspond plus à l’empreinte inscrite')
  })

  async function behindTheBack(statement: RawBuilder<unknown>): Promise<void> {
    await sql`alter table publication disable trigger all`.execute(db)
    await statement.execute(db)
    await sql`alter table publication enable trigger all`.execute(db)
  }
})
