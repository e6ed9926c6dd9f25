import 'server-only'
import { database } from '#db/client.ts'
import { listReturnedTexts as list } from '#db/queries/returned-text.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { writableProject } from './writable-project.ts'

export type ReturnedText = {
  id: string
  /** Null when nothing tells the part. */
  sectionId: string | null
  text: string
  before: string
  after: string
  /** When the words were lost. */
  at: Date
  author: { firstName: string; lastName: string; isMe: boolean }
}

/**
 * Words that were typed in a passage while someone deleted it, oldest first, for those who can put
 * them back.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not write in it.
 */
export async function listReturnedTexts(
  actor: SessionActor,
  projectId: string,
): Promise<ReturnedText[]> {
  const texts = await list(await database(), await writableProject(actor, projectId))
  return texts.map(({ authorId, firstName, lastName, ...text }) => ({
    ...text,
    author: { firstName, lastName, isMe: authorId === actor.accountId },
  }))
}
