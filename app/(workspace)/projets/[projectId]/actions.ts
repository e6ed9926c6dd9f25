'use server'

import { requirePagePerson } from '#lib/auth/actor.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { listReturnedTexts as list, type ReturnedText } from '#lib/usecases/list-returned-texts.ts'
import {
  type Settlement,
  settleReturnedText as settle,
} from '#lib/usecases/settle-returned-text.ts'

export async function listReturnedTexts(
  person: string,
  projectId: string,
): Promise<ActionResult<ReturnedText[]>> {
  return action(async () => list(await requirePagePerson(person), projectId))
}

export async function settleReturnedText(
  person: string,
  input: Settlement,
): Promise<ActionResult<null>> {
  return action(async () => {
    await settle(await requirePagePerson(person), input)
    return null
  })
}
