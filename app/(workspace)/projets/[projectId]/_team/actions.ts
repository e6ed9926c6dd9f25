'use server'

import { requireActor } from '#lib/auth/actor.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import {
  createAccount as create,
  type NewAccount,
  type NewCode,
} from '#lib/usecases/accounts/create-account.ts'
import { type Renewal, renewCode as renew } from '#lib/usecases/accounts/renew-code.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { addMember as add, type Invitation } from '#lib/usecases/team/add-member.ts'
import { changeRole as change, type RoleChange } from '#lib/usecases/team/change-role.ts'
import { listTeam, type Team } from '#lib/usecases/team/list-team.ts'
import { type Removal, removeMember as remove } from '#lib/usecases/team/remove-member.ts'

/** The team after what was done; null when its manager took that right from themselves. */
type Changed = ActionResult<Team | null>

export async function readTeam(projectId: string): Promise<ActionResult<Team>> {
  return action(async () => listTeam(await requireActor(), projectId))
}

export async function addMember(input: Invitation): Promise<Changed> {
  return changed(input, (actor) => add(actor, input))
}

export async function changeRole(input: RoleChange): Promise<Changed> {
  return changed(input, (actor) => change(actor, input))
}

export async function removeMember(input: Removal): Promise<Changed> {
  return changed(input, (actor) => remove(actor, input))
}

export async function createAccount(input: NewAccount): Promise<ActionResult<NewCode>> {
  return action(async () => create(await requireActor(), input))
}

export async function renewCode(input: Renewal): Promise<ActionResult<NewCode>> {
  return action(async () => renew(await requireActor(), input))
}

function changed(
  { projectId }: { projectId: string },
  run: (actor: SessionActor) => Promise<unknown>,
): Promise<Changed> {
  return action(async () => {
    const actor = await requireActor()
    await run(actor)
    return listTeam(actor, projectId).catch(nullWithoutRight)
  })
}

function nullWithoutRight(error: unknown): null {
  if (error instanceof NotAllowedError || error instanceof NotFoundError) return null
  throw error
}
