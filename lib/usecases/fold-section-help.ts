import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { setHelpOpen } from '#db/queries/section-help.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseInput } from './parse-input.ts'
import { projectOfMember } from './project-of-member.ts'
import { sectionOfProject } from './section-of-project.ts'

const schema = z.object({ projectId: z.string(), sectionId: z.string(), open: z.boolean() })

export type HelpFolding = z.input<typeof schema>

/**
 * Remembers how a person leaves a part's help, on whatever computer they open it next.
 *
 * @throws {InvalidInputError} the project has no such part.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who does not read the working version.
 */
export async function foldSectionHelp(actor: SessionActor, input: HelpFolding): Promise<void> {
  const { projectId, sectionId, open } = parseInput(schema, input)
  const { project } = await projectOfMember(actor, projectId, 'read')
  await sectionOfProject(project.id, sectionId)
  const help = { projectId: project.id, accountId: actor.accountId, sectionId, isOpen: open }
  await setHelpOpen(await database(), help)
}
