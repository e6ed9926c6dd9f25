import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { addTreatedPrompt, removeTreatedPrompt } from '#db/queries/section-prompt.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { InvalidInputError } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { parseInput } from './parse-input.ts'
import { sectionOfProject } from './section-of-project.ts'
import { writableProject } from './writable-project.ts'

const schema = z.object({
  projectId: z.string(),
  sectionId: z.string(),
  prompt: z.string(),
  treated: z.boolean(),
})

export type PromptTreatment = z.input<typeof schema>

/**
 * A question of a part's help is treated, or is no longer, for the whole team (DU-3).
 *
 * @throws {InvalidInputError} the project has no such part, or the part no such question.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it, or not at this time.
 */
export async function treatPrompt(actor: SessionActor, input: PromptTreatment): Promise<void> {
  const { sectionId, prompt, treated, ...asked } = parseInput(schema, input)
  const projectId = await writableProject(actor, asked.projectId)
  const { spec } = await sectionOfProject(projectId, sectionId)
  if (!spec?.prompts.includes(prompt)) {
    throw new InvalidInputError('Cette question n’est pas dans l’aide de la partie.', 'prompt')
  }
  const db = await database()
  const question = { projectId, sectionId, prompt }
  if (treated) await addTreatedPrompt(db, question, actor.accountId)
  else await removeTreatedPrompt(db, question)
  signalProject({ projectId, what: 'parts' })
}
