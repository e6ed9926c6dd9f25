import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { addProjectSections } from '#db/queries/project-section.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId, SectionId } from '#lib/domain/ids.ts'
import { type Role, roles } from '#lib/domain/roles.ts'
import { template } from '#lib/domain/template.ts'
import { onProjectSignal } from '#lib/platform/project-signals.ts'
import { assignSection } from '#lib/usecases/assign-section.ts'
import { declareSectionComplete } from '#lib/usecases/declare-section-complete.ts'
import { foldSectionHelp } from '#lib/usecases/fold-section-help.ts'
import { listSectionDuties } from '#lib/usecases/list-section-duties.ts'
import { takeBackDeclaration } from '#lib/usecases/take-back-declaration.ts'
import { treatPrompt } from '#lib/usecases/treat-prompt.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import {
  insertLycee,
  memberOfEachRole,
  signedIn,
  useDatabase,
} from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const sectionId = 'steering'
const prompt = template.sections.find(({ id }) => id === sectionId)?.prompts[0] ?? ''
const digest = '00112233445566'

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let projectId: ProjectId
  let people: Record<Role, SessionActor>
  let stranger: SessionActor

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
  })

  beforeEach(async () => {
    const project = await insertProject(db)
    projectId = project.projectId
    people = await memberOfEachRole(db, { id: projectId, schoolId: project.schoolId })
    stranger = await signedIn(db, await insertLycee(db))
  })

  const assign = (actor: SessionActor, person: SessionActor, assigned = true) =>
    assignSection(actor, { projectId, sectionId, personId: person.accountId, assigned })

  async function duty(actor: SessionActor = people.editor) {
    return (await listSectionDuties(actor, projectId)).sections[sectionId]
  }

  /** `done`, or the code of the refusal. */
  async function outcome(run: Promise<void>): Promise<string> {
    return run.then(
      () => 'done',
      ({ code }) => code,
    )
  }

  test('[DU-1, DU-2] each role confides what it may, to others and to itself', async () => {
    const anyone = ['head', 'coordinator']
    for (const role of roles) {
      const actor = people[role]
      const expected = anyone.includes(role) ? 'done' : 'not_allowed'
      expect([role, await outcome(assign(actor, people.editor))]).toEqual([
        role,
        role === 'editor' ? 'done' : expected,
      ])
      expect([role, await outcome(assign(actor, people.coordinator))]).toEqual([role, expected])
      expect([role, await outcome(assign(actor, people.head, false))]).toEqual([role, expected])
    }
    expect(await outcome(assign(stranger, stranger))).toBe('not_found')
  })

  test('a part is confided to several people, and taken back from one', async () => {
    await assign(people.coordinator, people.head)
    await assign(people.editor, people.editor)
    await assign(people.editor, people.editor)
    const both = [people.head, people.editor].map(({ accountId: id }) => ({ id }))
    expect((await duty())?.assignees).toMatchObject(both)
    await assign(people.head, people.head, false)
    expect((await duty())?.assignees).toMatchObject([{ id: people.editor.accountId }])
  })

  test('who does not write, or is no member, has no part, and no unknown part is confided', async () => {
    const { head, commenter } = people
    await expect(assign(head, commenter)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('ne rédige pas dans ce projet'),
    })
    await expect(assign(head, stranger)).rejects.toMatchObject({
      message: 'Cette personne n’est pas membre du projet.',
    })
    const unknown = { projectId, sectionId: 'nowhere', personId: head.accountId, assigned: true }
    await expect(assignSection(head, unknown)).rejects.toMatchObject({
      message: 'Cette partie n’est pas dans le projet.',
    })
    const { writers } = await listSectionDuties(head, projectId)
    const writing = [people.head, people.coordinator, people.editor].map(({ accountId: id }) => id)
    expect(writers.map(({ id }) => id)).toEqual(expect.arrayContaining(writing))
    expect(writers.map(({ id }) => id)).not.toContain(commenter.accountId)
  })

  test('a part of the school’s own is confided and declared like any other', async () => {
    const own = { sectionId: 'own-1' as SectionId, title: 'Vie de l’internat', position: 0 }
    await addProjectSections(db, projectId, [own])
    const { editor } = people
    const part = { projectId, sectionId: own.sectionId }
    await assignSection(editor, { ...part, personId: editor.accountId, assigned: true })
    await declareSectionComplete(editor, { ...part, digest })
    expect((await listSectionDuties(editor, projectId)).sections['own-1']).toMatchObject({
      assignees: [{ id: editor.accountId }],
      declaration: { digest },
    })
    await expect(treatPrompt(editor, { ...part, prompt, treated: true })).rejects.toMatchObject({
      message: 'Cette question n’est pas dans l’aide de la partie.',
    })
  })

  const writings: [string, (actor: SessionActor) => Promise<void>][] = [
    ['declare', (actor) => declareSectionComplete(actor, { projectId, sectionId, digest })],
    ['treat', (actor) => treatPrompt(actor, { projectId, sectionId, prompt, treated: true })],
    ['take back', (actor) => takeBackDeclaration(actor, { projectId, sectionId })],
  ]

  test.each(writings)('[DU-3] who may write may %s, and nobody else', async (_what, act) => {
    for (const role of roles) {
      const mayWrite = ['head', 'coordinator', 'editor'].includes(role)
      const said = [role, await outcome(act(people[role]))]
      expect(said).toEqual([role, mayWrite ? 'done' : 'not_allowed'])
    }
    expect(await outcome(act(stranger))).toBe('not_found')
    const update = db.updateTable('project').set({ status: 'approved' })
    await update.where('id', '=', projectId).execute()
    expect(await outcome(act(people.head))).toBe('not_allowed')
  })

  test('[DU-4] a declaration carries its text’s digest, and is taken back by anyone who writes', async () => {
    await declareSectionComplete(people.editor, { projectId, sectionId, digest })
    const { firstName, lastName } = people.editor
    expect((await duty())?.declaration).toMatchObject({ firstName, lastName, digest })
    await takeBackDeclaration(people.coordinator, { projectId, sectionId })
    expect(await duty()).toBeUndefined()
    const forged = { projectId, sectionId, digest: '<b>' }
    await expect(declareSectionComplete(people.editor, forged)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('questions are ticked for the team, the help is folded for oneself', async () => {
    await treatPrompt(people.editor, { projectId, sectionId, prompt, treated: true })
    await foldSectionHelp(people.editor, { projectId, sectionId, open: true })
    expect(await duty()).toMatchObject({ treated: [prompt], helpOpen: true })
    expect(await duty(people.commenter)).toMatchObject({ treated: [prompt], helpOpen: false })
    await treatPrompt(people.head, { projectId, sectionId, prompt, treated: false })
    await foldSectionHelp(people.commenter, { projectId, sectionId, open: true })
    await foldSectionHelp(people.editor, { projectId, sectionId, open: false })
    expect(await duty()).toBeUndefined()
    const reading = foldSectionHelp(people.reader, { projectId, sectionId, open: true })
    await expect(reading).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(listSectionDuties(people.reader, projectId)).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  test('whoever has the project open is told after each change of the team’s, and of no other', async () => {
    const heard: unknown[] = []
    onTestFinished(onProjectSignal((signal) => heard.push(signal)))
    await foldSectionHelp(people.editor, { projectId, sectionId, open: true })
    await outcome(assign(people.commenter, people.editor))
    expect(heard).toEqual([])
    await assign(people.head, people.editor)
    await declareSectionComplete(people.editor, { projectId, sectionId, digest })
    await takeBackDeclaration(people.editor, { projectId, sectionId })
    await treatPrompt(people.editor, { projectId, sectionId, prompt, treated: true })
    expect(heard).toEqual(Array(4).fill({ projectId, what: 'parts' }))
  })
})
