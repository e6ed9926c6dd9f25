import type * as Y from 'yjs'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import type { Block } from '#lib/domain/block.ts'
import { countBlockWords } from '#lib/domain/words.ts'

/** While somebody writes, texts are read again at most this often. */
const REFRESH_MS = 250

type Text = { blocks: readonly Block[]; words: number }

/**
 * The text of every part as it stands in the document, whether its editor is there or not.
 *
 * A part's text keeps its identity until it changes.
 */
export class PartTexts {
  readonly #doc: Y.Doc
  readonly #known = new Map<string, Text>()
  readonly #stale = new Set<string>()
  readonly #listeners = new Set<() => void>()
  readonly #unobserve: (() => void)[]
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(doc: Y.Doc, sectionIds: readonly string[]) {
    this.#doc = doc
    this.#unobserve = sectionIds.map((sectionId) => {
      const fragment = section(doc, sectionId)
      const changed = () => this.#changed(sectionId)
      fragment.observeDeep(changed)
      return () => fragment.unobserveDeep(changed)
    })
  }

  readonly blocks = (sectionId: string): readonly Block[] => this.#text(sectionId).blocks

  readonly words = (sectionId: string): number => this.#text(sectionId).words

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads at once what has changed: for who cannot wait for the next refresh. */
  refresh(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const sectionId of this.#stale) this.#known.delete(sectionId)
    this.#stale.clear()
    for (const listener of this.#listeners) listener()
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const unobserve of this.#unobserve) unobserve()
    this.#listeners.clear()
  }

  #changed(sectionId: string): void {
    this.#stale.add(sectionId)
    this.#timer ??= setTimeout(() => this.refresh(), REFRESH_MS)
  }

  #text(sectionId: string): Text {
    const known = this.#known.get(sectionId)
    if (known !== undefined) return known
    const blocks = readBlocks(section(this.#doc, sectionId))
    const text = { blocks, words: countBlockWords(blocks) }
    this.#known.set(sectionId, text)
    return text
  }
}
