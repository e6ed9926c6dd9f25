import { NotSignedInError } from '#lib/platform/errors.ts'
import type { SessionActor } from './session-actor.ts'

/**
 * The person of a page. Someone else may have signed in in the same browser since the page was
 * rendered: what it asks for must not be done in their name.
 *
 * @throws {NotSignedInError} nobody, or someone else, is signed in.
 */
export function personOfPage(actor: SessionActor | null, person: string): SessionActor {
  if (actor === null) throw new NotSignedInError('no live session')
  if (actor.accountId !== person) throw new NotSignedInError('the session of someone else')
  return actor
}
