import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { template } from '#lib/domain/template.ts'

/** What one person has: the document as it was when they came, and a paragraph of their own. */
export class Writer {
  readonly #doc = new Y.Doc()
  readonly #text = new Y.XmlText()
  readonly #index: number
  readonly #onUpdate: (update: Uint8Array) => void
  /** When the edit with each clock was made; `NaN` before the paragraph. */
  readonly madeAt: number[] = []

  constructor(options: {
    base: Uint8Array
    index: number
    onUpdate: (update: Uint8Array) => void
  }) {
    Y.applyUpdate(this.#doc, options.base)
    this.#index = options.index
    this.#onUpdate = options.onUpdate
    this.#doc.on('update', (update: Uint8Array) => this.#note(update))
  }

  get client(): number {
    return this.#doc.clientID
  }

  /** Clocks that it has written so far. */
  get clock(): number {
    return Y.getState(this.#doc.store, this.client)
  }

  /** All that it has. */
  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc)
  }

  begin(): void {
    const part = template.sections[this.#index % template.sections.length]
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [this.#text])
    section(this.#doc, part?.id ?? '').push([paragraph])
  }

  /** One key: mostly letters. */
  type(): void {
    const key = this.clock % 6 === 5 ? ' ' : 'abcdefghij'.charAt(this.clock % 10)
    this.#text.insert(this.#text.length, key)
  }

  #note(update: Uint8Array): void {
    const now = performance.now()
    while (this.madeAt.length < this.clock) this.madeAt.push(now)
    this.#onUpdate(update)
  }
}
