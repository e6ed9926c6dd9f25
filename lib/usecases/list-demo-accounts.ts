import 'server-only'
import { database } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { demoAccounts, demoPassword } from '#lib/domain/demo-accounts.ts'
import type { Role } from '#lib/domain/roles.ts'
import { readEnv } from '#lib/platform/env.ts'
import { type PersonColor, personColor } from './person.ts'

export type DemoAccount = {
  email: string
  password: string
  firstName: string
  lastName: string
  role: Role | 'admin'
  color: PersonColor
}

/** The accounts to try, with their password; empty outside demo mode, or in a database of real use. */
export async function listDemoAccounts(): Promise<DemoAccount[]> {
  const [first] = demoAccounts
  if (!readEnv().demo || first === undefined) return []
  if ((await findAccountByEmail(await database(), first.email)) === undefined) return []
  return demoAccounts.map(({ email, firstName, lastName, role }, index) => ({
    ...{ email, firstName, lastName, password: demoPassword },
    role: role ?? 'admin',
    color: personColor(index),
  }))
}
