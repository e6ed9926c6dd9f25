import 'server-only'
import type { SessionActor } from './session-actor.ts'

export type Actor = SessionActor

/** Who asks for the page or the action; null when signed out. Read once per request. */
export async function currentActor(): Promise<Actor | null> {
  throw new Error('not ready')
}
