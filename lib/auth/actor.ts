import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { database } from '#db/client.ts'
import { NotSignedInError } from '#lib/platform/errors.ts'
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
