import type { WebsocketProvider } from 'y-websocket'
import type { PersonColor } from '#app/_ui/avatar.tsx'
import { compareText } from '#lib/i18n/format.ts'

export type Awareness = WebsocketProvider['awareness']

/** Someone who has the document open, once however many windows they have. */
export type PresentPerson = {
  id: string
  firstName: string
  lastName: string
  /** 1 to 8: which of the colours for people. */
  color: PersonColor
  /** The parts in which they placed their caret last, one per window. */
  sections: string[]
}

export type Me = Omit<PresentPerson, 'sections'> & { role: string }

/** What a peer says of itself. `user` is written by the server, the rest by the peer: never trust it. */
export type PeerState = PresentPerson & { cursor: { anchor: object; head: object } | null }

/**
 * Who has the document open and where they are.
 *
 * The list only changes identity when something that a person sees has changed: the moves of a
 * caret inside a part do not.
 */
export class Presence {
  readonly selfId: string
  readonly #awareness: Awareness
  readonly #listeners = new Set<() => void>()
  #people: readonly PresentPerson[] = []

  constructor(awareness: Awareness, me: Me) {
    this.#awareness = awareness
    this.selfId = me.id
    const name = `${me.firstName} ${me.lastName}`
    awareness.setLocalState({ user: { ...me, name }, section: null, cursor: null })
    this.#people = this.#read()
    awareness.on('change', this.#refresh)
  }

  readonly people = (): readonly PresentPerson[] => this.#people

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Says in which part this person's caret is. */
  enter(sectionId: string): void {
    if (this.#awareness.getLocalState()?.section === sectionId) return
    this.#awareness.setLocalStateField('section', sectionId)
  }

  destroy(): void {
    this.#awareness.off('change', this.#refresh)
    this.#listeners.clear()
  }

  readonly #refresh = (): void => {
    const people = this.#read()
    if (JSON.stringify(people) === JSON.stringify(this.#people)) return
    this.#people = people
    for (const listener of this.#listeners) listener()
  }

  #read(): PresentPerson[] {
    const byPerson = new Map<string, PresentPerson>()
    for (const state of this.#awareness.getStates().values()) {
      const peer = readPeerState(state)
      if (peer === null) continue
      const { cursor: _, ...person } = peer
      const known = byPerson.get(person.id)
      if (known === undefined) byPerson.set(person.id, person)
      else known.sections = [...new Set([...known.sections, ...person.sections])]
    }
    this.#tellApart(byPerson)
    return [...byPerson.values()].sort((a, b) => compareText(a.lastName, b.lastName))
  }

  /** The server gives the colours that others see; one's own is only a guess, and gives way. */
  #tellApart(people: Map<string, PresentPerson>): void {
    const self = people.get(this.selfId)
    if (self === undefined) return
    const others = [...people.values()].filter((person) => person !== self)
    const taken = new Set(others.map((person) => person.color))
    if (taken.has(self.color)) self.color = COLORS.find((color) => !taken.has(color)) ?? self.color
  }
}

/** Reads one awareness state; null when it does not say who it is. */
export function readPeerState(state: unknown): PeerState | null {
  if (!isRecord(state) || !isRecord(state.user)) return null
  const { id, firstName, name, color } = state.user
  if (typeof id !== 'string' || typeof firstName !== 'string') return null
  const fullName = typeof name === 'string' ? name : firstName
  return {
    id,
    firstName,
    lastName: fullName.startsWith(firstName) ? fullName.slice(firstName.length).trim() : fullName,
    color: COLORS.find((known) => known === color) ?? 8,
    sections: typeof state.section === 'string' ? [state.section] : [],
    cursor: readCursor(state.cursor),
  }
}

const COLORS: readonly PersonColor[] = [1, 2, 3, 4, 5, 6, 7, 8]

function readCursor(cursor: unknown): PeerState['cursor'] {
  if (!isRecord(cursor) || !isRecord(cursor.anchor) || !isRecord(cursor.head)) return null
  return { anchor: cursor.anchor, head: cursor.head }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
