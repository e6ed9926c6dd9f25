import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { template } from '#lib/domain/template.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

/** Someone who writes numbered words at the end of a paragraph of their own, and notes each marker. */
export class WordWriter {
  readonly peer = new TestPeer()
  readonly name: string
  readonly part: string
  readonly #words: { word: string; marker: number }[] = []
  #text: Y.XmlText | null = null

  constructor(name: string, part: string) {
    this.name = name
    this.part = part
  }

  get words(): string[] {
    return this.#words.map(({ word }) => word)
  }

  get count(): number {
    return this.#words.length
  }

  /** One word. Without a line it goes with the answer to the server's step 1, which has a marker. */
  write(): void {
    const { peer } = this
    const word = `${this.name}-${this.count};`
    this.#words.push({ word, marker: peer.marked + 1 })
    peer.doc.transact(() => {
      this.#text ??= newParagraph(section(peer.doc, this.part))
      this.#text.insert(this.#text.length, word)
    })
  }

  /** Three words ahead of what is acknowledged, until the line is cut. */
  async writeUntilCut(): Promise<void> {
    const { peer } = this
    while (peer.closed === null) {
      this.write()
      await peer.until(() => peer.acknowledged >= peer.marked - 3 || peer.closed !== null)
    }
  }

  get acknowledged(): string[] {
    const acknowledged = this.#words.filter(({ marker }) => marker <= this.peer.acknowledged)
    return acknowledged.map(({ word }) => word)
  }

  /** Words that the document does not have exactly once. */
  notOnceIn(doc: Y.Doc): string[] {
    return notOnceIn(doc, this.words)
  }
}

/** Those that the document does not have exactly once. */
export function notOnceIn(doc: Y.Doc, words: readonly string[]): string[] {
  const found = new Map<string, number>()
  for (const word of wordsOf(doc)) found.set(word, (found.get(word) ?? 0) + 1)
  return words.filter((word) => found.get(word) !== 1)
}

/** Those that no part of the document has. Ask what is acknowledged before the document is read. */
export function missingIn(doc: Y.Doc, words: readonly string[]): string[] {
  const found = new Set(wordsOf(doc))
  return words.filter((word) => !found.has(word))
}

function wordsOf(doc: Y.Doc): string[] {
  const text = template.sections.map(({ id }) => section(doc, id).toString()).join()
  return text.match(/\w+-\d+;/g) ?? []
}

function newParagraph(part: Y.XmlFragment): Y.XmlText {
  const block = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  part.insert(0, [block])
  block.insert(0, [text])
  return text
}
