import type * as Y from 'yjs'
import { type ClockRange, rangesOf } from './clock-ranges.ts'

/** Text that one struct holds, or a part of it. */
export type Piece = {
  readonly item: Y.Item
  /** False when the document never took the struct in: it is the update's. */
  readonly isInDocument: boolean
  readonly clock: number
  readonly text: string
  /** What stood before and after the piece when it was typed. */
  readonly origin: Y.ID | null
  readonly rightOrigin: Y.ID | null
}

/** Pieces of one client that were typed into one another, as they would be read. */
export type Run = {
  readonly clientId: number
  readonly isInDocument: boolean
  readonly clock: number
  readonly nextClock: number
  /** Each of its letters. */
  readonly clocks: readonly ClockRange[]
  readonly text: string
  readonly first: Piece
  readonly last: Piece
}

/** One UTF-16 unit of a piece, and those that are read before and after it. */
type Unit = {
  readonly clock: number
  readonly char: string
  readonly piece: Piece
  previous: Unit | null
  next: Unit | null
}

/**
 * Puts pieces that were typed into one another together, a letter inserted into a word at its
 * place in it. They come in ascending clocks of each client.
 */
export function joinPieces(pieces: Iterable<Piece>): Run[] {
  /** A unit of each run. */
  const runs: Unit[] = []
  const unitAt = new Map<string, Unit>()
  for (const piece of pieces) {
    const { client } = piece.item.id
    const units = unitsOf(piece)
    const [first, last] = [units[0], units.at(-1)]
    if (first === undefined || last === undefined) continue
    if (!isInserted(unitAt, piece, { first, last })) runs.push(first)
    for (const unit of units) unitAt.set(`${client} ${unit.clock}`, unit)
  }
  return runs.map(runOf)
}

function unitsOf(piece: Piece): Unit[] {
  const units = piece.text.split('').map((char, index): Unit => {
    return { clock: piece.clock + index, char, piece, previous: null, next: null }
  })
  for (const [index, unit] of units.entries()) link(unit, units[index + 1] ?? null)
  return units
}

function link(before: Unit | null, after: Unit | null): void {
  if (before !== null) before.next = after
  if (after !== null) after.previous = before
}

/** Whether the piece was typed into a run that is known: it is in it then. */
function isInserted(
  unitAt: ReadonlyMap<string, Unit>,
  { item, origin, rightOrigin }: Piece,
  { first, last }: { first: Unit; last: Unit },
): boolean {
  const known = (id: Y.ID | null) =>
    id?.client === item.id.client ? unitAt.get(`${id.client} ${id.clock}`) : undefined
  const [before, after] = [known(origin), known(rightOrigin)]
  if (before !== undefined) {
    link(last, before.next)
    link(before, first)
  } else if (after !== undefined) {
    link(after.previous, first)
    link(last, after)
  }
  return before !== undefined || after !== undefined
}

/** @param one any unit of the run. */
function runOf(one: Unit): Run {
  let first = one
  while (first.previous !== null) first = first.previous
  const units = [first]
  let last = first
  for (let unit = first.next; unit !== null; unit = unit.next) {
    units.push(unit)
    last = unit
  }
  const clocks = rangesOf(units.map(({ clock }) => ({ clock, end: clock + 1 })))
  return {
    clientId: first.piece.item.id.client,
    isInDocument: first.piece.isInDocument,
    clock: clocks[0]?.clock ?? first.clock,
    nextClock: clocks.at(-1)?.end ?? last.clock + 1,
    clocks,
    text: units.map(({ char }) => char).join(''),
    first: first.piece,
    last: last.piece,
  }
}
