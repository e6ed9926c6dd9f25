import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { saveSectionDeclaration } from '#db/queries/section-declaration.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { parseInput } from './parse-input.ts'
import { sectionOfProject } from './section-of-project.ts'
import { writableProject } from './writable-project.ts'

const schema = z.object({
  projectId: z.string(),
  sectionId: z.string(),
  /** `textDigest` of the words that the person has on screen: it is those that they declare. */
  digest: z.string().regex(/^[0-9a-f]{14}$/, 'Cette déclaration ne dit pas de quel texte.'),
})

export type CompleteSection = z.input<typeof schema>

/**
 * Declares a part complete, in the place of an earlier declaration (DU-3). What the template says
 * is missing does not hold it back: it is the team that says when it has finished.
 *
 * @throws {InvalidInputError} the project has no such part.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it, or not at this time.
 */
export async function declareSectionComplete(
  actor: SessionActor,
  input: CompleteSection,
): Promise<void> {
  const { sectionId, digest, ...asked } = parseInput(schema, input)
  const projectId = await writableProject(actor, asked.projectId)
  await sectionOfProject(projectId, sectionId)
  const declaration = { projectId, sectionId, declaredBy: actor.accountId, digest }
  await saveSectionDeclaration(await database(), declaration)
  signalProject({ projectId, what: 'parts' })
}
