import type { CardGroup } from './card.ts'
import type { PartCards } from './part-cards.ts'

/** Where a part's cards come from: the page itself at first, then the document as it changes. */
export type CardFeed = {
  /** The same value as before for as long as the part's cards say the same. */
  of: (sectionId: string) => readonly CardGroup[]
  subscribe: (listener: () => void) => () => void
}

const NO_GROUPS: readonly CardGroup[] = []

export function groupsAt({ groups }: PartCards, sectionId: string): readonly CardGroup[] {
  return groups[sectionId] ?? NO_GROUPS
}

/** The cards that came with the page. */
export function stillFeed(cards: PartCards): CardFeed {
  return {
    of: (sectionId) => groupsAt(cards, sectionId),
    subscribe: () => () => undefined,
  }
}
