'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { openSession } from '#lib/auth/browser-session.ts'
import { lastForwarded } from '#lib/platform/client-address.ts'
import { choosePassword, type FirstSignIn } from '#lib/usecases/accounts/choose-password.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { newSetupCode } from '#lib/usecases/new-setup-code.ts'
import { parseInput } from '#lib/usecases/parse-input.ts'
import { type SchoolSetUp, setUpSchool } from '#lib/usecases/set-up-school.ts'

export type Credentials = { email: string; password: string; sharedComputer: boolean }

const credentials = z.object({
  email: z.string().trim().min(1, 'Saisissez votre adresse électronique.').max(320),
  password: z.string().min(1, 'Saisissez votre mot de passe.'),
  sharedComputer: z.boolean(),
})

/** Opens a session and sets its cookie. The caller goes on to the page that was asked for. */
export async function signIn(input: Credentials): Promise<ActionResult<null>> {
  return action(async () => {
    await openSession(parseInput(credentials, input))
    return null
  })
}

/** Sets the school up and signs its head in. */
export async function setUp(input: SchoolSetUp): Promise<ActionResult<null>> {
  return action(async () => {
    const { email, password } = await setUpSchool(input, await networkAddress())
    await openSession({ email, password, sharedComputer: false })
    return null
  })
}

/** Sets the password of the account that a code was given for, and signs its person in. */
export async function signInFirst(
  input: FirstSignIn & { sharedComputer: boolean },
): Promise<ActionResult<null>> {
  return action(async () => {
    const { email, password } = await choosePassword(input, await networkAddress())
    await openSession({ email, password, sharedComputer: input.sharedComputer === true })
    return null
  })
}

/** Prints a new set-up code where the server was started. */
export async function newCode(): Promise<ActionResult<{ expiresAt: string }>> {
  return action(async () => newSetupCode(await networkAddress()))
}

async function networkAddress(): Promise<string> {
  return lastForwarded((await headers()).get('x-forwarded-for')) ?? 'unknown'
}
