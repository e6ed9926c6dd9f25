import { processSlot } from './process-slot.ts'

/** What was committed about a project elsewhere than in its room. */
export type ProjectSignal = {
  readonly projectId: string
  /** `document`: its log has rows that no room wrote. The others are what colleagues are told of. */
  readonly what: 'document' | 'members' | 'parts' | 'status' | 'versions'
}

type Listener = (signal: ProjectSignal) => void

/** Pages and rooms are in one process, but in two bundles. */
const listeners = () => processSlot('project-signals', () => new Set<Listener>())

/**
 * Wakes whoever keeps the project open. Call it after the commit: a listener reads the database. A
 * signal that nobody hears is no loss, since the rows are there.
 */
export function signalProject(signal: ProjectSignal): void {
  for (const listener of listeners()) listener(signal)
}

/** @returns what ends the listening. A listener must not throw. */
export function onProjectSignal(listener: Listener): () => void {
  listeners().add(listener)
  return () => listeners().delete(listener)
}
