'use server'

import type { ActionResult } from '#lib/usecases/action.ts'
import type { SchoolSetUp } from '#lib/usecases/set-up-school.ts'

export type Credentials = { email: string; password: string; sharedComputer: boolean }

/** Opens a session and sets its cookie. The caller goes on to the page that was asked for. */
export async function signIn(_credentials: Credentials): Promise<ActionResult<null>> {
  throw new Error('not ready')
}

/** Sets the school up and signs its head in. */
export async function setUp(_input: SchoolSetUp): Promise<ActionResult<null>> {
  throw new Error('not ready')
}

/** Prints a new set-up code where the server was started. */
export async function newCode(): Promise<ActionResult<{ expiresAt: string }>> {
  throw new Error('not ready')
}
