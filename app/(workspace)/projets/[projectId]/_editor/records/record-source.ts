import type * as Y from 'yjs'
import type { ProjectStatus } from '#lib/domain/roles.ts'
import type { CardGroup } from './card.ts'
import { type CardFeed, groupsAt } from './card-feed.ts'
import { type PartCards, partCards } from './part-cards.ts'
import { observeRecords, readRecordsAlone } from './records-alone.ts'
import type { ViewOptions } from './records-view.ts'

/** Changes that come within this time are shown together. */
const SETTLE_MS = 60

type SourceOptions = ViewOptions & {
  status: ProjectStatus
  /** What is on the page: kept as it is where the document says the same. */
  shown: PartCards
}

/**
 * The cards of the document of this window, made anew when a record changes.
 *
 * A part whose cards say the same keeps its value, so that only what changed is drawn again: a
 * card's words may come from records of other parts.
 */
export class RecordSource implements CardFeed {
  readonly #doc: Y.Doc
  readonly #options: SourceOptions
  readonly #listeners = new Set<() => void>()
  readonly #stopObserving: () => void
  #cards: PartCards
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(doc: Y.Doc, options: SourceOptions) {
    this.#doc = doc
    this.#options = options
    this.#cards = this.#read(options.shown)
    this.#stopObserving = observeRecords(doc, this.#changed)
  }

  readonly of = (sectionId: string): readonly CardGroup[] => groupsAt(this.#cards, sectionId)

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#stopObserving()
    this.#listeners.clear()
  }

  readonly #changed = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#cards = this.#read(this.#cards)
      for (const listener of this.#listeners) listener()
    }, SETTLE_MS)
  }

  #read(known: PartCards): PartCards {
    const { status } = this.#options
    const fresh = partCards(readRecordsAlone(this.#doc, status), this.#options)
    const groups = Object.entries(fresh.groups).map(([sectionId, made]) => {
      const before = groupsAt(known, sectionId)
      return [sectionId, saysTheSame(before, made) ? before : made]
    })
    return { ...fresh, groups: Object.fromEntries(groups) }
  }
}

function saysTheSame(a: readonly CardGroup[], b: readonly CardGroup[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
