'use server'

import type { ActionResult } from '#lib/usecases/action.ts'
import type { NewProject } from '#lib/usecases/create-project.ts'

export async function createProject(
  _input: NewProject,
): Promise<ActionResult<{ id: string; slug: string }>> {
  throw new Error('not ready')
}

/** Ends the session and forgets its cookie. */
export async function signOut(): Promise<ActionResult<null>> {
  throw new Error('not ready')
}
