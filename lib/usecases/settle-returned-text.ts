import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { settleReturnedText as settle } from '#db/queries/returned-text.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseInput } from './parse-input.ts'
import { writableProject } from './writable-project.ts'

const settlement = z.object({
  projectId: z.string(),
  id: z.uuid(),
  outcome: z.enum(['put-back', 'dismissed']),
})

export type Settlement = z.input<typeof settlement>

/**
 * The words were put back into the text, or nobody wants them: they are offered no more. Settling
 * twice changes nothing.
 *
 * @throws {InvalidInputError} no such outcome.
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it.
 */
export async function settleReturnedText(actor: SessionActor, input: Settlement): Promise<void> {
  const { projectId, id, outcome } = parseInput(settlement, input)
  const key = { projectId: await writableProject(actor, projectId), id }
  await settle(await database(), key, { outcome, by: actor.accountId })
}
