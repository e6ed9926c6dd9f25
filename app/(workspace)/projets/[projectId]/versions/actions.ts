'use server'

import { requirePagePerson } from '#lib/auth/actor.ts'
import type { VersionId } from '#lib/domain/ids.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { type Naming, nameVersion as name } from '#lib/usecases/name-version.ts'
import {
  type Restoration,
  type Restored,
  restoreVersion as restore,
} from '#lib/usecases/restore-version.ts'

export async function nameVersion(person: string, input: Naming): Promise<ActionResult<VersionId>> {
  return action(async () => name(await requirePagePerson(person), input))
}

export async function restoreVersion(
  person: string,
  input: Restoration,
): Promise<ActionResult<Restored>> {
  return action(async () => restore(await requirePagePerson(person), input))
}
