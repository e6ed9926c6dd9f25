import type * as Y from 'yjs'
import { findInPieces, piecesOf } from '#lib/document/find.ts'
import { replaceInPart } from '#lib/document/replace.ts'
import { section } from '#lib/document/schema.ts'
import type { Block, Paragraph } from '#lib/domain/block.ts'
import type { PartEditors } from '../part-editors.ts'
import type { PartTexts } from '../part-texts.ts'
import { foundPlaces, isMarked, markFound } from './found-words.ts'
import { revealMatch } from './reveal-match.ts'

/** A match by its part and its place among those of the part, from 0. */
export type FoundAt = { sectionId: string; index: number }

export type Finding = {
  query: string
  total: number
  /** Rank of the current match among all, from 1; 0 when there is none. */
  rank: number
  current: FoundAt | null
}

type Room = { doc: Y.Doc; undo: Y.UndoManager; texts: PartTexts; editors: PartEditors }

const NOTHING: Finding = { query: '', total: 0, rank: 0, current: null }

/**
 * Looks for words in all parts, whether their editors are there or not, and replaces them.
 *
 * It follows the document: what is found changes as anybody writes.
 */
export class Finder {
  readonly #room: Room
  readonly #listeners = new Set<() => void>()
  readonly #stop: (() => void)[]
  #counts = new Map<string, number>()
  #finding = NOTHING

  constructor(room: Room) {
    this.#room = room
    this.#stop = [
      room.texts.subscribe(() => this.#count(this.#finding.current)),
      room.editors.subscribe(() => this.#mark()),
    ]
  }

  readonly finding = (): Finding => this.#finding

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Looks for `query` and goes to the first match from the part `from` on. */
  look(query: string, from: string | null): void {
    this.#finding = { ...NOTHING, query }
    this.#count(null)
    const first = Math.max(0, this.#room.editors.order.indexOf(from ?? ''))
    const found = [...this.#room.editors.order.keys()]
      .map((at) => this.#room.editors.order[(first + at) % this.#room.editors.order.length])
      .find((sectionId) => (this.#counts.get(sectionId ?? '') ?? 0) > 0)
    if (found !== undefined) this.#goTo({ sectionId: found, index: 0 })
  }

  /** Goes to the next match (1) or the one before (-1), and from an end of the project to the other. */
  move(step: 1 | -1): void {
    const { total, rank } = this.#finding
    const from = rank === 0 && step === -1 ? 0 : rank - 1
    if (total > 0) this.#goTo(this.#at((from + step + total) % total))
  }

  /** Replaces the current match and goes to the one after it. */
  replace(by: string): number {
    const { query, current, rank } = this.#finding
    if (current === null) return 0
    const replaced = this.#write(current.sectionId, { query, by, only: current.index })
    const { total } = this.#finding
    // What replaces may hold the words again, or be skipped because it cannot be replaced.
    const next = rank - 1 + (replaced === 0 ? 1 : this.#findingsIn(by))
    if (total > 0) this.#goTo(this.#at(next % total))
    return replaced
  }

  /** Replaces all matches: one thing to undo in each part. */
  replaceAll(by: string): number {
    const { query } = this.#finding
    const parts = this.#room.editors.order.filter((id) => (this.#counts.get(id) ?? 0) > 0)
    return parts.reduce((sum, sectionId) => sum + this.#write(sectionId, { query, by }), 0)
  }

  destroy(): void {
    for (const stop of this.#stop) stop()
    this.#finding = NOTHING
    this.#mark()
    this.#listeners.clear()
  }

  #write(sectionId: string, replacement: Parameters<typeof replaceInPart>[1]): number {
    const { doc, undo, texts } = this.#room
    undo.stopCapturing()
    const replaced = replaceInPart(section(doc, sectionId), replacement)
    undo.stopCapturing()
    texts.refresh()
    return replaced
  }

  #findingsIn(text: string): number {
    return findInPieces([{ text, isAtom: false }], this.#finding.query).length
  }

  #count(current: FoundAt | null): void {
    const { query } = this.#finding
    const { order } = this.#room.editors
    this.#counts = new Map(order.map((id) => [id, countIn(this.#room.texts.blocks(id), query)]))
    const total = [...this.#counts.values()].reduce((sum, value) => sum + value, 0)
    const left = current === null ? 0 : (this.#counts.get(current.sectionId) ?? 0)
    const kept =
      current && left > 0 ? { ...current, index: Math.min(current.index, left - 1) } : null
    this.#set({ query, total, current: kept, rank: this.#rank(kept) })
  }

  #goTo(current: FoundAt): void {
    this.#set({ ...this.#finding, current, rank: this.#rank(current) })
    this.#room.editors.ask(current.sectionId, (editor) => {
      this.#mark()
      revealMatch(editor, foundPlaces(editor.state)[current.index])
    })
  }

  #set(finding: Finding): void {
    this.#finding = finding
    this.#mark()
    for (const listener of this.#listeners) listener()
  }

  #mark(): void {
    for (const [sectionId, { view }] of this.#room.editors.all()) {
      const sought = this.#sought(sectionId)
      if (!isMarked(view.state, sought)) view.dispatch(markFound(view.state, sought))
    }
  }

  #sought(sectionId: string) {
    const { query, current } = this.#finding
    return { query, current: current?.sectionId === sectionId ? current.index : null }
  }

  #rank(current: FoundAt | null): number {
    if (current === null) return 0
    const before = this.#room.editors.order.slice(
      0,
      this.#room.editors.order.indexOf(current.sectionId),
    )
    return before.reduce((sum, id) => sum + (this.#counts.get(id) ?? 0), current.index + 1)
  }

  /** The match at `place` among all, from 0. */
  #at(place: number): FoundAt {
    let left = place
    for (const [sectionId, count] of this.#counts) {
      if (left < count) return { sectionId, index: left }
      left -= count
    }
    throw new Error('there are as many matches as were counted')
  }
}

function countIn(blocks: readonly Block[], query: string): number {
  if (query === '') return 0
  return blocks
    .flatMap(paragraphsOf)
    .reduce((sum, paragraph) => sum + findInPieces(piecesOf(paragraph), query).length, 0)
}

function paragraphsOf(block: Block): Paragraph[] {
  if (block.type === 'paragraph') return [block]
  if (block.type === 'horizontalRule') return []
  return block.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => content))
}
