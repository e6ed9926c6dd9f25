import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { database } from '#db/client.ts'
import { NotSignedInError } from '#lib/platform/errors.ts'
import { personOfPage } from './page-person.ts'
import type { SessionActor } from './session-actor.ts'
import { readSession } from './session-cookie.ts'

export type Actor = SessionActor

/** Who asks for the page or the action; null when signed out. Read once per request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const jar = await cookies()
  return readSession(jar.toString(), await database())
})

/** @throws {NotSignedInError} nobody is signed in. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor()
  if (actor === null) throw new NotSignedInError('no live session')
  return actor
}

/**
 * For an action of a page that was rendered for `person`, an account's id.
 *
 * @throws {NotSignedInError} nobody, or someone else, is signed in.
 */
export async function requirePagePerson(person: string): Promise<Actor> {
  return personOfPage(await currentActor(), person)
}
