'use server'

import { requireActor } from '#lib/auth/actor.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { listReturnedTexts as list, type ReturnedText } from '#lib/usecases/list-returned-texts.ts'
import {
  type Settlement,
  settleReturnedText as settle,
} from '#lib/usecases/settle-returned-text.ts'

export async function listReturnedTexts(projectId: string): Promise<ActionResult<ReturnedText[]>> {
  return action(async () => list(await requireActor(), projectId))
}

export async function settleReturnedText(input: Settlement): Promise<ActionResult<null>> {
  return action(async () => {
    await settle(await requireActor(), input)
    return null
  })
}
