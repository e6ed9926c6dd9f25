import 'server-only'
import type { Role } from '#lib/domain/roles.ts'
import type { PersonColor } from './person.ts'

export type DemoAccount = {
  email: string
  password: string
  firstName: string
  lastName: string
  role: Role | 'admin'
  color: PersonColor
}

/** The accounts to try, with their password; empty outside demo mode. */
export async function listDemoAccounts(): Promise<DemoAccount[]> {
  throw new Error('not ready')
}
