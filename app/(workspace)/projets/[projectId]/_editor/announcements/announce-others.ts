import type * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import type { OpenRoom } from '../open-room.ts'
import { readPeerState } from '../presence.ts'
import type { Announced } from '../settings/editor-settings.ts'
import { PacedSpeech } from './paced-speech.ts'
import { PresenceNews } from './presence-news.ts'

const PACE = {
  summary: { settleMs: 4000, gapMs: 60_000 },
  each: { settleMs: 2000, gapMs: 8000 },
} as const

type AnnounceOptions = {
  detail: Exclude<Announced, 'never'>
  /** Titles of the parts, by their ids. */
  titles: ReadonlyMap<string, string>
  /** The others who are there have just come; otherwise the first look only learns who is there. */
  wasAlone: boolean
  say: (words: string) => void
}

/**
 * Tells who comes, who goes and who writes where, at a pace that leaves one to one's own writing.
 *
 * @returns what ends it.
 */
export function announceOthers(room: OpenRoom, options: AnnounceOptions) {
  const { detail, titles, wasAlone, say } = options
  const news = new PresenceNews({ selfId: room.presence.selfId, titles, detail })
  if (wasAlone) news.tell([], Date.now())
  const speech = new PacedSpeech({
    ...PACE[detail],
    say,
    // Without a connection the others seem to be gone: they are compared again once it is back.
    tell: () =>
      room.facts().link.kind !== 'open' ? '' : news.tell(room.presence.people(), Date.now()),
  })
  const parts = [...titles.keys()].map((id) => [id, section(room.doc, id)] as const)
  const changed = (transaction: Y.Transaction) => {
    if (transaction.local) return
    const touched = new Set<unknown>(transaction.changedParentTypes.keys())
    const sectionId = parts.find(([, part]) => touched.has(part))?.[0]
    if (sectionId === undefined) return
    for (const personId of authorsOf(transaction, room)) {
      if (news.wrote(personId, { sectionId, at: Date.now() })) speech.news()
    }
  }
  room.doc.on('afterTransaction', changed)
  const unsubscribe = room.presence.subscribe(speech.news)
  speech.news()
  return () => {
    room.doc.off('afterTransaction', changed)
    unsubscribe()
    speech.destroy()
  }
}

/** Who inserted something: a deletion does not say whose it is. */
function authorsOf({ beforeState, afterState }: Y.Transaction, room: OpenRoom): string[] {
  const people = room.awareness.getStates()
  return [...people].flatMap(([clientId, state]) => {
    const hasWritten = (afterState.get(clientId) ?? 0) > (beforeState.get(clientId) ?? 0)
    const person = hasWritten ? readPeerState(state) : null
    return person === null ? [] : [person.id]
  })
}
