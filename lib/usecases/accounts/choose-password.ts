import 'server-only'
import { z } from 'zod'
import { type Db, database } from '#db/client.ts'
import { type Account, findAccountByEmail, setPasswordHash } from '#db/queries/account.ts'
import { consumeAccountCode, isAccountCodeValid } from '#db/queries/account-code.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { findSchool } from '#db/queries/school.ts'
import { revokeSessionsOfAccount } from '#db/queries/session.ts'
import { countAttempt } from '#lib/auth/attempt-limit.ts'
import { accountCodeHash } from '#lib/platform/account-code.ts'
import { InvalidInputError } from '#lib/platform/errors.ts'
import { hashPassword } from '#lib/platform/password.ts'
import { emailInput } from '../line-input.ts'
import { checkNewPassword } from '../new-password.ts'
import { parseInput } from '../parse-input.ts'

const firstSignIn = z.object({
  email: emailInput,
  code: z.string().trim().min(1, 'Saisissez le code que vous avez reçu.').max(40),
  password: z.string('Choisissez un mot de passe.'),
})

export type FirstSignIn = z.input<typeof firstSignIn>

/**
 * Sets the password of the account that the code was given for, and uses the code up.
 *
 * @param address network address of the client.
 * @returns what the person signs in with.
 * @throws {InvalidInputError} `field` is one of `FirstSignIn`. For `code`: wrong, expired, used, or of
 *   another address, which are deliberately the same. The code stays good when the password is refused.
 * @throws {RateLimitedError} too many wrong codes of late.
 */
export async function choosePassword(
  input: FirstSignIn,
  address: string,
): Promise<{ email: string; password: string }> {
  const { email, code, password } = parseInput(firstSignIn, input)
  const db = await database()
  const account = await holderOf(db, { email, code, address })
  const { id: accountId, schoolId, firstName, lastName } = account
  const school = await findSchool(db, schoolId)
  const about = [firstName, lastName, email, school?.name ?? '', school?.city ?? '']
  checkNewPassword(password, about)
  const passwordHash = await hashPassword(password)
  await db.transaction().execute(async (inside) => {
    const codeHash = accountCodeHash(code)
    if (!(await consumeAccountCode(inside, { accountId, codeHash }))) throw wrongCode()
    await setPasswordHash(inside, { accountId, passwordHash })
    await revokeSessionsOfAccount(inside, accountId)
    await appendAudit(inside, {
      ...{ schoolId, projectId: null, accountId, action: 'account.choose-password', detail: {} },
    })
  })
  return { email, password }
}

type Claim = { email: string; code: string; address: string }

async function holderOf(db: Db, { email, code, address }: Claim): Promise<Account> {
  const succeeded = await countAttempt(
    db,
    [
      { kind: 'accountCode', value: email },
      { kind: 'address', value: address },
    ],
    new Date(),
  )
  const account = await findAccountByEmail(db, email)
  if (account === undefined || account.closedAt !== null) throw wrongCode()
  const codeHash = accountCodeHash(code)
  if (!(await isAccountCodeValid(db, { accountId: account.id, codeHash }))) throw wrongCode()
  await succeeded()
  return account
}

function wrongCode(): InvalidInputError {
  return new InvalidInputError(
    'Ce code ne correspond pas à cette adresse, a déjà servi ou a expiré. Vérifiez l’un et l’autre, ou demandez un nouveau code à votre direction.',
    'code',
  )
}
