'use server'

import { requirePagePerson } from '#lib/auth/actor.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import {
  changeVisibility as change,
  type VisibilityChange,
  type WithdrawalRequest,
  withdrawPublication as withdraw,
} from '#lib/usecases/change-publication.ts'
import { type PublicationPlan, planPublication as plan } from '#lib/usecases/plan-publication.ts'
import {
  type PublicationRequest,
  type Published,
  publishProject as publish,
} from '#lib/usecases/publish-project.ts'

export async function planPublication(
  person: string,
  projectId: string,
): Promise<ActionResult<PublicationPlan>> {
  return action(async () => plan(await requirePagePerson(person), projectId))
}

export async function publishProject(
  person: string,
  input: PublicationRequest,
): Promise<ActionResult<Published>> {
  return action(async () => publish(await requirePagePerson(person), input))
}

export async function withdrawPublication(
  person: string,
  input: WithdrawalRequest,
): Promise<ActionResult<null>> {
  return action(async () => {
    await withdraw(await requirePagePerson(person), input)
    return null
  })
}

export async function changeVisibility(
  person: string,
  input: VisibilityChange,
): Promise<ActionResult<null>> {
  return action(async () => {
    await change(await requirePagePerson(person), input)
    return null
  })
}
