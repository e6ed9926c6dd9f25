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

/** One UTF-16 unit of a piece. */
type Unit = { readonly clock: number; readonly char: string; readonly piece: Piece }

/**
 * Puts pieces that were typed into one another together, a letter inserted into a word at its
 * place in it. They come in ascending clocks of each client.
 */
export function joinPieces(pieces: Iterable<Piece>): Run[] {
  const runs: Unit[][] = []
  const runAt = new Map<string, Unit[]>()
  for (const piece of pieces) {
    const { client } = piece.item.id
    const units = unitsOf(piece)
    let run = insertInto(runAt, piece, units)
    if (run === undefined) {
      run = units
      runs.push(run)
    }
    for (const { clock } of units) runAt.set(`${client} ${clock}`, run)
  }
  return runs.map(runOf)
}

function unitsOf(piece: Piece): Unit[] {
  return [...piece.text.split('')].map((char, index) => ({
    clock: piece.clock + index,
    char,
    piece,
  }))
}

/** The run that the piece was typed into, with the piece in it; undefined when there is none. */
function insertInto(
  runAt: ReadonlyMap<string, Unit[]>,
  { item, origin, rightOrigin }: Piece,
  units: readonly Unit[],
): Unit[] | undefined {
  const { client } = item.id
  for (const [id, offset] of [[origin, 1] as const, [rightOrigin, 0] as const]) {
    if (id === null || id.client !== client) continue
    const run = runAt.get(`${client} ${id.clock}`)
    if (run === undefined) continue
    const index = run.findLastIndex((unit) => unit.clock === id.clock)
    run.splice(index + offset, 0, ...units)
    return run
  }
  return undefined
}

function runOf(units: readonly Unit[]): Run {
  const [first, last] = [units[0], units.at(-1)]
  if (first === undefined || last === undefined) throw new Error('a run has text')
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
