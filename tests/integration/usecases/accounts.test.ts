import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Db } from '#db/client.ts'
import { closeAccount, findAccountByEmail, findAccountById } from '#db/queries/account.ts'
import { listAudit } from '#db/queries/audit.ts'
import { roleOf } from '#db/queries/project-member.ts'
import { liveSessions } from '#db/queries/session.ts'
import { attemptLimits } from '#lib/auth/attempt-limit.ts'
import { authenticate } from '#lib/auth/authenticate.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { clearProcessSlot } from '#lib/platform/process-slot.ts'
import { choosePassword } from '#lib/usecases/accounts/choose-password.ts'
import { createAccount, type NewAccount } from '#lib/usecases/accounts/create-account.ts'
import { renewCode } from '#lib/usecases/accounts/renew-code.ts'
import { listTeam } from '#lib/usecases/team/list-team.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import {
  insertLycee,
  memberOfEachRole,
  signedIn,
  useDatabase,
} from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const address = '203.0.113.7'
const password = 'cerise-volante-mardi'
const wrong = { code: 'invalid_input', field: 'code' }
let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trame-mail-'))
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('AUTH_SECRET', 'a secret that only the tests know, long enough')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  clearProcessSlot('auth-secret')
  await rm(dataDir, { recursive: true })
})

const person = (): NewAccount => ({
  ...{ firstName: 'Noémie', lastName: 'Sarrazelle', jobTitle: 'Psychologue' },
  email: `Noemie.${crypto.randomUUID()}@Lycee.test`,
})

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let head: SessionActor

  beforeEach(async () => {
    db = await useDatabase(await sharedDb())
    head = await signedIn(db, await insertLycee(db), { isHead: true })
  })

  const signIn = (email: string, secret = password) =>
    authenticate(db, { email, password: secret, sharedComputer: false, address })

  test('with the code that the head is shown, a person chooses a password, once', async () => {
    const { issued, delivery } = await createAccount(head, person())
    expect(delivery).toBe('none')
    expect(issued).toMatchObject({
      ...{ firstName: 'Noémie', code: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) },
      address: 'http://localhost:3000/premiere-connexion',
    })
    const { email } = issued
    await expect(signIn(email)).rejects.toMatchObject({ code: 'wrong_credentials' })

    const code = issued.code.toLowerCase().replace('-', ' ')
    const chosen = { email: ` ${email.toUpperCase()} `, code, password }
    expect(await choosePassword(chosen, address)).toEqual({ email, password })
    const { accountId } = await signIn(email)
    expect(await findAccountById(db, accountId)).toMatchObject({
      ...{ schoolId: head.schoolId, isHead: false, isAdmin: false, jobTitle: 'Psychologue' },
    })
    const again = choosePassword({ email, code, password: 'autre-mot-de-passe-long' }, address)
    await expect(again).rejects.toMatchObject(wrong)
    await signIn(email)
  })

  test('a wrong, an earlier, an expired code and one of someone else get the same answer', async () => {
    const { issued: first } = await createAccount(head, person())
    const { issued: other } = await createAccount(head, person())
    const { email } = first
    const account = await findAccountByEmail(db, email)
    if (account === undefined) throw new Error('the account exists')
    const { issued } = await renewCode(head, { accountId: account.id })
    const attempts = [
      { email, code: 'ABCD-2345' },
      { email, code: first.code },
      { email, code: other.code },
      { email: 'personne@lycee.test', code: issued.code },
    ]
    const answers = new Set<string>()
    for (const attempt of attempts) {
      const refused = await choosePassword({ ...attempt, password }, address).catch((no) => no)
      expect(refused).toMatchObject(wrong)
      answers.add(refused.message)
    }
    await db
      .updateTable('account_code')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('account_id', '=', account.id)
      .execute()
    const late = await choosePassword({ email, code: issued.code, password }, address).catch(
      (no) => no,
    )
    expect(answers.add(late.message).size).toBe(1)
    await choosePassword({ email: other.email, code: other.code, password }, address)
  })

  test('two who use a code at once: one has it', async () => {
    const { issued } = await createAccount(head, person())
    const uses = [password, 'tilleul-brume-carnet'].map((secret) =>
      choosePassword({ email: issued.email, code: issued.code, password: secret }, address),
    )
    const outcomes = await Promise.allSettled(uses)
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('a password that the rule refuses leaves the code good', async () => {
    const { issued } = await createAccount(head, person())
    const { email, code } = issued
    for (const refused of ['court', 'noemie-sarrazelle-2026']) {
      await expect(
        choosePassword({ email, code, password: refused }, address),
      ).rejects.toMatchObject({ code: 'invalid_input', field: 'password' })
    }
    await choosePassword({ email, code, password }, address)
  })

  test('codes cannot be guessed: after ten wrong ones even the right one waits', async () => {
    const { issued } = await createAccount(head, person())
    const { email } = issued
    for (let tried = 0; tried < attemptLimits.accountCode; tried++) {
      const guess = { email, code: `ABCD-23${tried}`, password }
      await expect(choosePassword(guess, `198.51.100.${tried}`)).rejects.toMatchObject(wrong)
    }
    await expect(
      choosePassword({ email, code: issued.code, password }, address),
    ).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('a new code for someone active ends their sessions and their password', async () => {
    const { issued } = await createAccount(head, person())
    const { email } = issued
    await choosePassword({ ...issued, password }, address)
    const { accountId, sessionId } = await signIn(email)
    const { issued: renewed } = await renewCode(head, { accountId })

    expect(await liveSessions(db, [sessionId])).toEqual(new Set())
    await expect(signIn(email)).rejects.toMatchObject({ code: 'wrong_credentials' })
    await choosePassword({ ...renewed, password: 'tilleul-brume-carnet' }, address)
    await signIn(email, 'tilleul-brume-carnet')
    const actions = (await listAudit(db, { schoolId: head.schoolId, limit: 9 })).map(
      ({ action }) => action,
    )
    expect(actions).toEqual([
      ...['account.choose-password', 'account.renew-code'],
      ...['account.choose-password', 'account.create'],
    ])
  })

  test('a closed account is opened by no code', async () => {
    const { issued } = await createAccount(head, person())
    const account = await findAccountByEmail(db, issued.email)
    if (account === undefined) throw new Error('the account exists')
    await closeAccount(db, { accountId: account.id, at: new Date() })
    await expect(choosePassword({ ...issued, password }, address)).rejects.toMatchObject(wrong)
    await expect(renewCode(head, { accountId: account.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('accounts are the business of heads and administrators, a head’s that of heads', async () => {
    const { schoolId } = head
    const [teacher, colleague] = [await signedIn(db, schoolId), await signedIn(db, schoolId)]
    const admin = await signedIn(db, schoolId, { isAdmin: true })
    const otherHead = await signedIn(db, schoolId, { isHead: true })
    const stranger = await signedIn(db, await insertLycee(db), { isHead: true })
    const refused = { code: 'not_allowed' }
    const renew = (by: SessionActor, { accountId }: SessionActor) => renewCode(by, { accountId })

    await expect(createAccount(teacher, person())).rejects.toMatchObject(refused)
    await expect(renew(teacher, colleague)).rejects.toMatchObject(refused)
    await expect(renew(head, head)).rejects.toMatchObject(refused)
    await expect(renew(admin, head)).rejects.toMatchObject(refused)
    await expect(renew(stranger, teacher)).rejects.toMatchObject({ code: 'not_found' })
    expect(await liveSessions(db, [head.sessionId, teacher.sessionId])).toHaveProperty('size', 2)

    await createAccount(admin, person())
    await renew(admin, colleague)
    await renew(head, otherHead)
  })

  test('a new account joins the team at once, or nothing is created', async () => {
    const { projectId, schoolId } = await insertProject(db)
    const team = await memberOfEachRole(db, { id: projectId, schoolId })
    const atSchool = { ...team.coordinator, isHead: true }
    const given = person()
    const ask = (role: 'head' | 'editor') =>
      createAccount(atSchool, { ...given, membership: { projectId, role } })

    await expect(ask('head')).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await findAccountByEmail(db, given.email)).toBeUndefined()
    const { issued } = await ask('editor')
    const account = await findAccountByEmail(db, issued.email)
    if (account === undefined) throw new Error('the account exists')
    expect(await roleOf(db, { projectId, accountId: account.id })).toBe('editor')
    const listed = async () =>
      (await listTeam(atSchool, projectId)).members.find(({ id }) => id === account.id)
    expect(await listed()).toMatchObject({ isPending: true, canRenewCode: true })
    await choosePassword({ ...issued, password }, address)
    expect(await listed()).toMatchObject({ isPending: false })
    await expect(ask('editor')).rejects.toMatchObject({ code: 'invalid_input', field: 'email' })
  })

  test.each(['firstName', 'lastName', 'jobTitle', 'email'] as const)(
    'a missing %s is named in French',
    async (field) => {
      await expect(createAccount(head, { ...person(), [field]: ' ' })).rejects.toMatchObject({
        ...{ code: 'invalid_input', field, message: expect.stringMatching(/^Indiquez/) },
      })
    },
  )

  test('without a mail server the invitation is a file that its owner alone reads', async () => {
    const { issued } = await createAccount(head, person())
    const folder = join(dataDir, 'mail')
    const [name = 'none'] = await readdir(folder)
    expect(name).toMatch(/\.eml$/)
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    const mail = await readFile(join(folder, name), 'utf8')
    expect(mail).toContain(`To: ${issued.email}`)
    expect(decoded(mail)).toContain(`code\u00A0: ${issued.code}`)
    expect(decoded(mail)).not.toMatch(/premiere-connexion[?#/]/)
  })

  test('with a mail server the invitation leaves; one that is away costs nothing', async () => {
    const smtp = await smtpServer()
    vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${smtp.port}`)
    vi.stubEnv('MAIL_FROM', 'Trame <trame@lycee.test>')
    const { issued, delivery } = await createAccount(head, person())
    expect(delivery).toBe('mail')
    expect(smtp.received()).toContain(`RCPT TO:<${issued.email}>`)
    expect(decoded(smtp.received())).toContain(issued.code)

    await smtp.close()
    const unsent = await createAccount(head, person())
    expect(unsent.delivery).toBe('failed')
    await choosePassword({ ...unsent.issued, password }, address)
  })
})

/** Quoted-printable, as mails carry French. */
function decoded(mail: string): string {
  const bytes = mail
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** As much of SMTP as one mail needs. */
async function smtpServer() {
  let received = ''
  const server: Server = createServer((socket) => {
    let inData = false
    socket.write('220 ready\r\n')
    socket.on('data', (chunk) => {
      received += chunk
      const text = String(chunk)
      if (inData && !received.endsWith('\r\n.\r\n')) return
      if (inData) inData = false
      else if (text.startsWith('DATA')) inData = true
      socket.write(inData ? '354 go on\r\n' : '250 ok\r\n')
    })
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise((resolve) => server.close(resolve))
  onTestFinished(async () => {
    if (server.listening) await close()
  })
  const place = server.address()
  const port = typeof place === 'object' ? place?.port : undefined
  return { port, received: () => received, close }
}
