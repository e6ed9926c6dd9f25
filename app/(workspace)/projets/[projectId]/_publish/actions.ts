'use server'

import { requireActor } from '#lib/auth/actor.ts'
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

export async function planPublication(projectId: string): Promise<ActionResult<PublicationPlan>> {
  return action(async () => plan(await requireActor(), projectId))
}

export async function publishProject(input: PublicationRequest): Promise<ActionResult<Published>> {
  return action(async () => publish(await requireActor(), input))
}

export async function withdrawPublication(input: WithdrawalRequest): Promise<ActionResult<null>> {
  return action(async () => {
    await withdraw(await requireActor(), input)
    return null
  })
}

export async function changeVisibility(input: VisibilityChange): Promise<ActionResult<null>> {
  return action(async () => {
    await change(await requireActor(), input)
    return null
  })
}
