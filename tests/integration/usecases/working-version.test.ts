import { beforeAll, expect, test, vi } from 'vitest'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { findNewestSnapshot } from '#db/queries/document-snapshot.ts'
import { listProjectsOfAccount } from '#db/queries/project.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { demoAccounts } from '#lib/domain/demo-accounts.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { listDemoAccounts } from '#lib/usecases/list-demo-accounts.ts'
import { listProjects } from '#lib/usecases/list-projects.ts'
import { openProject } from '#lib/usecases/open-project.ts'
import { readWorkingVersion } from '#lib/usecases/read-project.ts'
import { seedDemo } from '#server/demo.ts'
import { createDatabaseLog } from '#server/store/database-log.ts'
import { updateThatAppends } from '#tests/support/appended-text.ts'
import { useDatabase } from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let projectId: ProjectId
  let coordinator: SessionActor

  beforeAll(async () => {
    db = await useDatabase(await sharedDb())
    await seedDemo(db)
    coordinator = await demoActor(db, 'coordination@demo.trame.test')
    const [project] = await listProjectsOfAccount(db, coordinator.accountId)
    if (project === undefined) throw new Error('the demo has a project')
    projectId = project.id
  })

  test('the demo project opens with its fourteen parts, all of them complete', async () => {
    const page = await openProject(coordinator, projectId)

    expect(page.sections).toHaveLength(14)
    expect(page.sections.filter(({ mandatory }) => mandatory)).toHaveLength(13)
    expect(page).toMatchObject({ percent: 100, mandatoryLeft: 0, asOf: '2027-06-25' })
    expect(page.header.summary).toMatch(/^L’accompagnement personnalisé du lycée/)
  })

  test('its list entry counts from its own date, not from today', async () => {
    const [summary] = await listProjects(coordinator)

    expect(summary).toMatchObject({ resumeAt: null, toDo: [] })
    expect(summary?.people).toHaveLength(demoAccounts.filter(({ role }) => role !== null).length)
    expect(summary?.nextMeeting?.date ?? '2027-06-25').toMatch(/^2027-/)
  })

  test('a state is kept while nothing is written, and read again after an update', async () => {
    const before = await readWorkingVersion(projectId, 'draft')
    expect(await readWorkingVersion(projectId, 'draft')).toBe(before)

    await append('Une phrase de plus.')
    const after = await readWorkingVersion(projectId, 'draft')
    expect(JSON.stringify(before)).not.toContain('Une phrase de plus.')
    expect(JSON.stringify(after)).toContain('Une phrase de plus.')
  })

  test('it is the same when it is read from a snapshot and the rows after it', async () => {
    const log = createDatabaseLog(db, { node: 'test' })
    await log.compact(projectId, 1)
    await append('Et une dernière.')
    expect(await findNewestSnapshot(db, { projectId, epoch: 1 })).toBeDefined()

    const text = JSON.stringify(await readWorkingVersion(projectId, 'draft'))
    expect(text).toContain('Une phrase de plus.')
    expect(text).toContain('Et une dernière.')
  })

  test('the demo accounts are shown in demo mode alone', async () => {
    vi.stubEnv('TRAME_DEMO', '1')
    const shown = await listDemoAccounts()
    vi.stubEnv('TRAME_DEMO', '0')
    const hidden = await listDemoAccounts()
    vi.unstubAllEnvs()

    expect(shown.map(({ email }) => email)).toEqual(demoAccounts.map(({ email }) => email))
    expect(hidden).toEqual([])
  })

  async function append(text: string): Promise<void> {
    const log = createDatabaseLog(db, { node: 'test' })
    const stored = await log.load(projectId)
    if (stored === null) throw new Error('the project has a document')
    const data = updateThatAppends(stored, { sectionId: 'framework', text })
    const head = await findDocumentHead(db, projectId)
    const entry = { data, accountId: coordinator.accountId }
    await log.append(projectId, head?.epoch ?? 1, [entry])
  }
})

async function demoActor(db: Db, email: string): Promise<SessionActor> {
  const account = await findAccountByEmail(db, email)
  if (account === undefined) throw new Error(`no account ${email}`)
  const { id: accountId, schoolId, firstName, lastName, isHead, isAdmin } = account
  const sessionId = crypto.randomUUID() as SessionActor['sessionId']
  return {
    accountId,
    sessionId,
    schoolId,
    firstName,
    lastName,
    email,
    isHead,
    isAdmin,
    sharedComputer: false,
  }
}
