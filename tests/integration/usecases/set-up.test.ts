import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Db } from '#db/client.ts'
import { listAccountsOfSchool } from '#db/queries/account.ts'
import { findFirstSchool } from '#db/queries/school.ts'
import { replaceSetupCode } from '#db/queries/setup-code.ts'
import { attemptLimits } from '#lib/auth/attempt-limit.ts'
import { authenticate } from '#lib/auth/authenticate.ts'
import { clearProcessSlot } from '#lib/platform/process-slot.ts'
import { setupCodeHash } from '#lib/platform/setup-code.ts'
import { currentSchool } from '#lib/usecases/current-school.ts'
import { newSetupCode, setupCodeExpiry } from '#lib/usecases/new-setup-code.ts'
import { isSetUpNeeded, type SchoolSetUp, setUpSchool } from '#lib/usecases/set-up-school.ts'
import { useDatabase } from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

const address = '203.0.113.7'
const filledIn: Omit<SchoolSetUp, 'code'> = {
  schoolName: 'Lycée Jeanne-Barret',
  city: 'Montarlin-sur-Arroux',
  schoolType: 'lgt',
  academy: 'Dijon',
  firstName: 'Solène',
  lastName: 'Vaucourtois',
  jobTitle: 'Proviseure',
  email: 'Direction@Lycee.test',
  password: 'cerise-volante-mardi',
}

/** What the server prints: the only way to the code. */
function printed(): () => string {
  const lines: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    lines.push(String(chunk))
    return true
  })
  return () => lines.join('')
}

function codeIn(output: string): string {
  return [...output.matchAll(/[2-9A-Z]{4}-[2-9A-Z]{4}/g)].at(-1)?.[0] ?? 'none'
}

beforeEach(() => {
  vi.stubEnv('AUTH_SECRET', 'a secret that only the tests know, long enough')
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  clearProcessSlot('auth-secret')
})

forEachDatabase((_name, { openDb }) => {
  let db: Db
  let output: () => string

  beforeEach(async () => {
    db = await useDatabase(await openDb())
    output = printed()
  })

  test('with the printed code a school and its head exist, once', async () => {
    expect(await isSetUpNeeded()).toBe(true)
    await newSetupCode(address)
    const code = codeIn(output()).toLowerCase().replace('-', ' ')
    const signIn = await setUpSchool({ ...filledIn, code }, address)

    expect(await isSetUpNeeded()).toBe(false)
    expect(await currentSchool()).toEqual({
      ...{ name: 'Lycée Jeanne-Barret', city: 'Montarlin-sur-Arroux' },
      ...{ schoolType: 'lgt', academy: 'Dijon', zone: 'A' },
    })
    const opened = await authenticate(db, { ...signIn, sharedComputer: false, address })
    const school = await findFirstSchool(db)
    const [head] = school ? await listAccountsOfSchool(db, school.id) : []
    expect(head).toMatchObject({ id: opened.accountId, isHead: true, isAdmin: false })
    expect(head?.email).toBe('direction@lycee.test')
  })

  test('a server that is set up has no set-up page any more', async () => {
    await newSetupCode(address)
    await setUpSchool({ ...filledIn, code: codeIn(output()) }, address)

    for (const refused of [
      setUpSchool({ ...filledIn, code: 'x' }, address),
      newSetupCode(address),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('a code is good for one school, even when two people use it at once', async () => {
    await newSetupCode(address)
    const code = codeIn(output())
    const attempts = await Promise.allSettled([
      setUpSchool({ ...filledIn, code }, address),
      setUpSchool({ ...filledIn, email: 'autre@lycee.test', code }, address),
    ])

    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const schools = await db.selectFrom('school').select('id').execute()
    expect(schools).toHaveLength(1)
  })

  test('a wrong, an earlier and an expired code are refused, and nothing is created', async () => {
    await newSetupCode(address)
    const earlier = codeIn(output())
    await newSetupCode(address)
    const codeHash = setupCodeHash('EXPIRED2')
    for (const code of ['ABCD-2345', earlier]) {
      await expect(setUpSchool({ ...filledIn, code }, address)).rejects.toMatchObject({
        code: 'invalid_input',
        field: 'code',
      })
    }
    await replaceSetupCode(db, { codeHash, expiresAt: new Date(Date.now() - 1000) })
    await expect(setUpSchool({ ...filledIn, code: 'EXPIRED2' }, address)).rejects.toMatchObject({
      field: 'code',
    })

    expect(await isSetUpNeeded()).toBe(true)
  })

  test('codes cannot be guessed: after ten wrong ones even the right one waits', async () => {
    await newSetupCode(address)
    for (let tried = 0; tried < attemptLimits.setup; tried++) {
      await expect(
        setUpSchool({ ...filledIn, code: `ABCD-23${tried}` }, `198.51.100.${tried}`),
      ).rejects.toMatchObject({ field: 'code' })
    }

    const code = codeIn(output())
    await expect(setUpSchool({ ...filledIn, code }, address)).rejects.toMatchObject({
      code: 'rate_limited',
    })
  })

  test('nobody can keep ending the code that is about to be typed', async () => {
    for (let asked = 0; asked < attemptLimits.newCode; asked++) await newSetupCode(address)

    await expect(newSetupCode(address)).rejects.toMatchObject({ code: 'rate_limited' })
    await setUpSchool({ ...filledIn, code: codeIn(output()) }, address)
  })

  test('the page that asks for a code has one printed, and shows only when it ends', async () => {
    const expiresAt = await setupCodeExpiry()

    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now())
    expect(codeIn(output())).not.toBe('none')
    expect(await setupCodeExpiry()).toBe(expiresAt)
    expect(output().match(/Code à usage unique/g)).toHaveLength(1)
  })
})

forEachDatabase((_name, { sharedDb }) => {
  test.each<[keyof SchoolSetUp, string]>([
    ['schoolName', ' '],
    ['city', ''],
    ['schoolType', 'ecole'],
    ['academy', 'Atlantide'],
    ['firstName', ''],
    ['lastName', ''],
    ['jobTitle', ''],
    ['email', 'direction'],
    ['password', 'court'],
    ['password', 'VaucourtoisSolene1'],
    ['code', ''],
  ])('an impossible %s (“%s”) is named in French', async (field, value) => {
    const db = await useDatabase(await sharedDb())
    const code = 'ABCD2345'
    const expiresAt = new Date(Date.now() + 60_000)
    await replaceSetupCode(db, { codeHash: setupCodeHash(code), expiresAt })
    const input = { ...filledIn, code, [field]: value }

    await expect(setUpSchool(input, address)).rejects.toMatchObject({
      code: 'invalid_input',
      field,
      message: expect.stringMatching(/^(Indiquez|Choisissez|Saisissez|Ce mot de passe)/),
    })
    expect(await isSetUpNeeded()).toBe(true)
  })
})
