'use server'

import { requirePagePerson } from '#lib/auth/actor.ts'
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

export async function readTeam(person: string, projectId: string): Promise<ActionResult<Team>> {
  return action(async () => listTeam(await requirePagePerson(person), projectId))
}

export async function addMember(person: string, input: Invitation): Promise<Changed> {
  return changed(person, input, (actor) => add(actor, input))
}

export async function changeRole(person: string, input: RoleChange): Promise<Changed> {
  return changed(person, input, (actor) => change(actor, input))
}

export async function removeMember(person: string, input: Removal): Promise<Changed> {
  return changed(person, input, (actor) => remove(actor, input))
}

export async function createAccount(
  person: string,
  input: NewAccount,
): Promise<ActionResult<NewCode>> {
  return action(async () => create(await requirePagePerson(person), input))
}

export async function renewCode(person: string, input: Renewal): Promise<ActionResult<NewCode>> {
  return action(async () => renew(await requirePagePerson(person), input))
}

function changed(
  person: string,
  { projectId }: { projectId: string },
  run: (actor: SessionActor) => Promise<unknown>,
): Promise<Changed> {
  return action(async () => {
    const actor = await requirePagePerson(person)
    await run(actor)
    return listTeam(actor, projectId).catch(nullWithoutRight)
  })
}

function nullWithoutRight(error: unknown): null {
  if (error instanceof NotAllowedError || error instanceof NotFoundError) return null
  throw error
}
