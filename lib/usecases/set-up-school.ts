import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import { createAccount } from '#db/queries/account.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { createSchool, findFirstSchool } from '#db/queries/school.ts'
import { consumeSetupCode, isSetupCodeValid } from '#db/queries/setup-code.ts'
import { countAttempt } from '#lib/auth/attempt-limit.ts'
import { academies, holidayZone } from '#lib/domain/academy.ts'
import { enumIds } from '#lib/domain/enums.ts'
import { InvalidInputError, NotFoundError } from '#lib/platform/errors.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { setupCodeHash } from '#lib/platform/setup-code.ts'
import { emailInput, lineInput } from './line-input.ts'
import { checkNewPassword } from './new-password.ts'
import { parseInput } from './parse-input.ts'

const schema = z.object({
  schoolName: lineInput('Indiquez le nom de l’établissement.'),
  city: lineInput('Indiquez la ville.'),
  schoolType: z.enum(enumIds.schoolType, 'Choisissez le type d’établissement.'),
  academy: z.string().refine((name) => academies.includes(name), 'Choisissez l’académie.'),
  firstName: lineInput('Indiquez votre prénom.'),
  lastName: lineInput('Indiquez votre nom.'),
  jobTitle: lineInput('Indiquez la fonction à afficher.'),
  email: emailInput,
  password: z.string('Choisissez un mot de passe.'),
  code: z.string().trim().min(1, 'Saisissez le code affiché par le serveur.').max(40),
})

export type SchoolSetUp = {
  schoolName: string
  city: string
  schoolType: string
  academy: string
  firstName: string
  lastName: string
  jobTitle: string
  email: string
  password: string
  /** Eight characters, as printed where the server was started; case and spaces do not count. */
  code: string
}

/** True while the server has no school: the set-up page exists only then. */
export async function isSetUpNeeded(): Promise<boolean> {
  return (await findFirstSchool(await database())) === undefined
}

/**
 * Creates the school and the account of its head, once, with the code that proves access to the server.
 *
 * @returns what the head signs in with.
 * @throws {NotFoundError} it is already set up.
 * @throws {InvalidInputError} `field` is one of `SchoolSetUp`; for `code`, wrong or expired.
 * @throws {RateLimitedError} too many wrong codes of late.
 */
export async function setUpSchool(
  input: unknown,
  address: string,
): Promise<{ email: string; password: string }> {
  if (!(await isSetUpNeeded())) throw new NotFoundError('already set up')
  const given = parseInput(schema, input)
  const { firstName, lastName, email, schoolName, city } = given
  checkNewPassword(given.password, [firstName, lastName, email, schoolName, city])
  const db = await database()
  const codeHash = setupCodeHash(given.code)
  await checkCode(db, { codeHash, address })
  const passwordHash = await hashPassword(given.password)
  await db.transaction().execute(async (transaction) => {
    // One of two people who set up at the same moment gets the code; the other has nothing to do.
    if (!(await consumeSetupCode(transaction, codeHash))) throw wrongCode()
    const { schoolName: name, city, schoolType, academy } = given
    const zone = holidayZone(academy)
    const schoolId = await createSchool(transaction, { name, city, schoolType, academy, zone })
    const { jobTitle } = given
    const accountId = await createAccount(transaction, {
      ...{ schoolId, email, passwordHash, firstName, lastName, jobTitle },
      ...{ isHead: true, isAdmin: false },
    })
    const detail = { isHead: true }
    await appendAudit(transaction, {
      ...{ schoolId, projectId: null, accountId, action: 'school.set-up', detail },
    })
  })
  return { email, password: given.password }
}

async function checkCode(db: Db, given: { codeHash: string; address: string }): Promise<void> {
  const keys = [
    { kind: 'setup', value: 'code' },
    { kind: 'address', value: given.address },
  ] as const
  const succeeded = await countAttempt(db, keys, new Date())
  if (!(await isSetupCodeValid(db, given.codeHash))) throw wrongCode()
  await succeeded()
}

function wrongCode(): InvalidInputError {
  return new InvalidInputError(
    'Ce code n’est pas celui qui est affiché, ou il a expiré. Le reste de votre saisie est conservé.',
    'code',
  )
}
