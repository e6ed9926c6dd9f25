import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { deleteSectionDeclaration } from '#db/queries/section-declaration.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { parseInput } from './parse-input.ts'
import { sectionOfProject } from './section-of-project.ts'
import { writableProject } from './writable-project.ts'

const schema = z.object({ projectId: z.string(), sectionId: z.string() })

export type DeclaredSection = z.input<typeof schema>

/**
 * A part is to be worked on again, whoever declared it complete (DU-3). Without a declaration
 * nothing changes.
 *
 * @throws {InvalidInputError} the project has no such part.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it, or not at this time.
 */
export async function takeBackDeclaration(
  actor: SessionActor,
  input: DeclaredSection,
): Promise<void> {
  const { sectionId, ...asked } = parseInput(schema, input)
  const projectId = await writableProject(actor, asked.projectId)
  await sectionOfProject(projectId, sectionId)
  await deleteSectionDeclaration(await database(), { projectId, sectionId })
  signalProject({ projectId, what: 'parts' })
}
