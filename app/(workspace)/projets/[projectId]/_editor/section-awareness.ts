import { noticeCaret } from './notice-caret.ts'
import { type Awareness, readPeerState } from './presence.ts'

type Changes = { added: number[]; updated: number[]; removed: number[] }
type ChangeListener = (changes: Changes, origin: unknown) => void

/** What the caret plugin reads of a peer; it insists on a colour in six digits, which we never show. */
type CaretState = {
  user: { name: string; color: string; person: number }
  cursor: { anchor: object; head: object }
}

const UNUSED_COLOR = '#000000'

/**
 * The awareness as the caret plugin of one part sees it: only the peers whose caret may be there.
 *
 * Without it each move of each caret, one's own included, redraws every part of the document.
 */
export function awarenessOfSection(awareness: Awareness, sectionId: string): Awareness {
  const self = awareness.clientID
  let shown = new Set<number>()

  const carets = (): Map<number, CaretState> => {
    const states = new Map<number, CaretState>()
    for (const [clientId, state] of awareness.getStates()) {
      const peer = clientId === self ? null : readPeerState(state)
      // A client that does not say where it is may be anywhere: its position decides.
      const elsewhere = peer?.sections.some((section) => section !== sectionId) ?? true
      if (peer?.cursor == null || elsewhere) continue
      const user = { name: peer.firstName, color: UNUSED_COLOR, person: peer.color }
      states.set(clientId, { user, cursor: peer.cursor })
    }
    return states
  }

  const wrapped = new Map<ChangeListener, ChangeListener>()
  const whenHere = (listener: ChangeListener): ChangeListener => {
    const filtered: ChangeListener = (changes, origin) => {
      const here = new Set(carets().keys())
      const changed = [...changes.added, ...changes.updated, ...changes.removed]
      const concerns = changed.some((clientId) => here.has(clientId) || shown.has(clientId))
      shown = here
      if (!concerns) return
      // The plugin draws in a task of its own, which it asks for now: this one comes before it.
      setTimeout(noticeCaret)
      listener(changes, origin)
    }
    wrapped.set(listener, filtered)
    return filtered
  }

  const own: Record<PropertyKey, unknown> = {
    getStates: carets,
    // An editor that goes away takes the person's caret with it, which may be in another part.
    setLocalStateField: (field: string, value: unknown) => {
      const isElsewhere = awareness.getLocalState()?.section !== sectionId
      if (field !== 'cursor' || value !== null || !isElsewhere) {
        awareness.setLocalStateField(field, value)
      }
    },
    on: (event: 'change', listener: ChangeListener) => awareness.on(event, whenHere(listener)),
    off: (event: 'change', listener: ChangeListener) => {
      awareness.off(event, wrapped.get(listener) ?? listener)
      wrapped.delete(listener)
    },
  }
  return new Proxy(awareness, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key]
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
