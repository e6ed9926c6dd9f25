'use server'

import { requirePagePerson } from '#lib/auth/actor.ts'
import { type ActionResult, action } from '#lib/usecases/action.ts'
import { assignSection as assign, type SectionAssignment } from '#lib/usecases/assign-section.ts'
import {
  type CompleteSection,
  declareSectionComplete as declare,
} from '#lib/usecases/declare-section-complete.ts'
import { foldSectionHelp as fold, type HelpFolding } from '#lib/usecases/fold-section-help.ts'
import { listSectionDuties as list, type SectionDuties } from '#lib/usecases/list-section-duties.ts'
import {
  type DeclaredSection,
  takeBackDeclaration as takeBack,
} from '#lib/usecases/take-back-declaration.ts'
import { type PromptTreatment, treatPrompt as treat } from '#lib/usecases/treat-prompt.ts'

export async function listSectionDuties(
  person: string,
  projectId: string,
): Promise<ActionResult<SectionDuties>> {
  return action(async () => list(await requirePagePerson(person), projectId))
}

export async function assignSection(
  person: string,
  input: SectionAssignment,
): Promise<ActionResult<void>> {
  return action(async () => assign(await requirePagePerson(person), input))
}

export async function declareSectionComplete(
  person: string,
  input: CompleteSection,
): Promise<ActionResult<void>> {
  return action(async () => declare(await requirePagePerson(person), input))
}

export async function takeBackDeclaration(
  person: string,
  input: DeclaredSection,
): Promise<ActionResult<void>> {
  return action(async () => takeBack(await requirePagePerson(person), input))
}

export async function treatPrompt(
  person: string,
  input: PromptTreatment,
): Promise<ActionResult<void>> {
  return action(async () => treat(await requirePagePerson(person), input))
}

export async function foldSectionHelp(
  person: string,
  input: HelpFolding,
): Promise<ActionResult<void>> {
  return action(async () => fold(await requirePagePerson(person), input))
}
