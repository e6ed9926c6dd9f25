'use server'

import { currentActor, requireActor } from '#lib/auth/actor.ts'
import { closeSession } from '#lib/auth/browser-session.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { createProject as create, type NewProject } from '#lib/usecases/create-project.ts'
import { signOut as endSession } from '#lib/usecases/sign-out.ts'

export async function createProject(
  input: NewProject,
): Promise<ActionResult<{ id: string; slug: string }>> {
  return action(async () => create(await requireActor(), input))
}

/** Ends the session and forgets its cookie. */
export async function signOut(): Promise<ActionResult<null>> {
  return action(async () => {
    const actor = await currentActor()
    if (actor !== null) await endSession(actor)
    await closeSession()
    return null
  })
}
