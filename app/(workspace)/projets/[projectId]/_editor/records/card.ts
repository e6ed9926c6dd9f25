/**
 * What the card of a record shows, in words. Cards are plain values, made on the server for the
 * first sight and in the window as the records change: the components know no entity.
 */
export type Card = {
  id: string
  /** Null where the record is only mentioned: its card is in another part. */
  anchor: string | null
  /** Where the name leads, for a mention. */
  refersTo: string | null
  code: string | null
  kind: string
  name: string
  text: string
  state: CardState | null
  level: CardLevel | null
  facts: CardFact[]
  tracks: CardTrack[]
  decisions: CardDecision[]
  /** Unfolded on demand. */
  details: CardFact[]
  measurements: CardMeasurement[]
  children: Card[]
}

/** One thing that a field says: words, a day, or another record, whose card it leads to. */
export type CardValue =
  | { type: 'text'; text: string }
  | { type: 'date'; date: string; text: string }
  | { type: 'record'; code: string | null; text: string; to: string | null }

export type CardFact = { label: string; values: CardValue[]; width: 'third' | 'half' | 'full' }

export type CardMark = 'planned' | 'ongoing' | 'done' | 'changed' | 'stopped' | 'late'

export type CardState = { mark: CardMark; label: string }

export type CardLevel = { value: number; max: number; label: string }

/** The values of an indicator; `at` is its place on the line, from 0 to 1. */
export type CardTrack = {
  id: string
  /** Said where the indicator is not the card itself. */
  indicator: CardValue | null
  start: TrackPoint
  last: TrackPoint
  target: TrackPoint
}

export type TrackPoint = { text: string; at: number | null }

export type CardDecision = {
  id: string
  kind: string
  statement: string
  state: CardState | null
  facts: CardFact[]
}

export type CardMeasurement = {
  id: string
  date: string | null
  dateText: string
  note: string
  value: string
  sample: string
  comment: string
}

/** The records of one kind in one part. */
export type CardGroup = {
  id: string
  title: string
  /** « 4 besoins » */
  count: string
  /** Rows are for records of a line or two. */
  look: 'cards' | 'rows'
  facts: CardFact[]
  cards: Card[]
}

const blank: Omit<Card, 'id'> = {
  anchor: null,
  refersTo: null,
  code: null,
  kind: '',
  name: '',
  text: '',
  state: null,
  level: null,
  facts: [],
  tracks: [],
  decisions: [],
  details: [],
  measurements: [],
  children: [],
}

export function card(content: Partial<Card> & Pick<Card, 'id'>): Card {
  return { ...blank, ...content }
}

/** Where the address of a record's card points: `#fiche-action-3`. */
export function cardAnchor(recordId: string): string {
  return `fiche-${recordId}`
}
