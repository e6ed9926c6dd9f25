import type * as Y from 'yjs'
import { readProject } from '#lib/document/read.ts'
import { entities } from '#lib/document/records.ts'
import { records } from '#lib/document/schema.ts'
import type { ProjectStatus } from '#lib/domain/roles.ts'
import { template } from '#lib/domain/template.ts'
import type { CardGroup } from './card.ts'
import { type CardFeed, groupsAt } from './card-feed.ts'
import { type PartCards, partCards } from './part-cards.ts'
import type { ViewOptions } from './records-view.ts'

/** Changes that come within this time are shown together. */
const SETTLE_MS = 60

/** Records are read without the texts, which have editors of their own. */
const recordsAlone = { ...template, sections: [] }

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
  #cards: PartCards
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(doc: Y.Doc, options: SourceOptions) {
    this.#doc = doc
    this.#options = options
    this.#cards = this.#read(options.shown)
    for (const entity of entities) records(doc, entity).observeDeep(this.#changed)
  }

  readonly of = (sectionId: string): readonly CardGroup[] => groupsAt(this.#cards, sectionId)

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const entity of entities) records(this.#doc, entity).unobserveDeep(this.#changed)
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
    const project = readProject(this.#doc, { template: recordsAlone, status })
    const fresh = partCards(project, this.#options)
    return Object.fromEntries(
      Object.entries(fresh).map(([sectionId, groups]) => {
        const before = groupsAt(known, sectionId)
        return [sectionId, saysTheSame(before, groups) ? before : groups]
      }),
    )
  }
}

function saysTheSame(a: readonly CardGroup[], b: readonly CardGroup[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
