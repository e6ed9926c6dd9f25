import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { LiveDocument } from '#server/sync/live-document.ts'
import type { LostWords } from '#server/words/lost-words.ts'

const PART = 'framework'

/** A document draws the digits of its own name one by one: a third of what a short history costs. */
function newDoc(): Y.Doc {
  return new Y.Doc({ guid: PART })
}

/** One person's copy: what they send waits in `outbox`, what they get in `inbox`. */
export class Writer {
  readonly doc = newDoc()
  readonly outbox: Uint8Array[] = []
  readonly inbox: Uint8Array[] = []
  isOnline = true

  constructor(clientId: number, start: Uint8Array) {
    this.doc.clientID = clientId
    Y.applyUpdate(this.doc, start, this)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isOnline) this.outbox.push(update)
    })
  }

  get part(): Y.XmlFragment {
    return section(this.doc, PART)
  }

  /** The texts that can be written in, in their order, those of cells too. */
  get texts(): Y.XmlText[] {
    return textsIn(this.part)
  }

  get text(): string {
    return this.texts.map((text) => plain(text)).join('\n')
  }
}

/** A server's document and the copies of the people who write in it; nothing moves by itself. */
export class WordsHouse {
  readonly writers: readonly Writer[]
  /** What was given back, oldest first. */
  readonly lost: LostWords[] = []
  readonly failures: unknown[] = []
  readonly #live: LiveDocument

  constructor(build: (part: Y.XmlFragment) => void, clientIds: readonly number[]) {
    const start = newDoc()
    start.clientID = 1
    build(section(start, PART))
    const update = Y.encodeStateAsUpdate(start)
    const stored = { epoch: 1, schemaVersion: 1, headSeq: 1, frozen: false, snapshot: null }
    this.#live = new LiveDocument(
      { ...stored, updates: [update] },
      {
        sections: new Set([PART]),
        events: { failed: (_what, error) => void this.failures.push(error) },
      },
    )
    this.writers = clientIds.map((clientId) => new Writer(clientId, update))
  }

  get givenBack(): string[] {
    return this.lost.map(({ text }) => text)
  }

  /** The text that everybody has once all has arrived. */
  get text(): string {
    const doc = newDoc()
    Y.applyUpdate(doc, this.#live.difference(Y.encodeStateVector(doc)))
    return textsIn(section(doc, PART)).map(plain).join('\n')
  }

  /** The server takes what this person sent. */
  send(writer: Writer): void {
    for (const update of writer.outbox.splice(0)) this.#take(writer, update)
  }

  /** This person gets what the others wrote. */
  receive(writer: Writer): void {
    for (const update of writer.inbox.splice(0)) Y.applyUpdate(writer.doc, update, writer)
  }

  goOffline(writer: Writer): void {
    this.send(writer)
    writer.isOnline = false
    writer.inbox.length = 0
  }

  /** As the protocol has it: the server asks first, and then answers. */
  comeBack(writer: Writer): void {
    if (writer.isOnline) return
    writer.isOnline = true
    const asked = this.#live.stateVector()
    const answer = this.#live.difference(Y.encodeStateVector(writer.doc))
    this.#take(writer, Y.encodeStateAsUpdate(writer.doc, asked))
    Y.applyUpdate(writer.doc, answer, writer)
  }

  settle(): void {
    for (const writer of this.writers) this.comeBack(writer)
    for (const writer of this.writers) this.send(writer)
    for (const writer of this.writers) this.receive(writer)
  }

  #take(writer: Writer, update: Uint8Array): void {
    const verdict = this.#live.inspect(update)
    if (verdict.kind === 'no-op') return
    if (verdict.kind === 'gap') throw new Error('an honest update leaves no gap')
    const { added, lost } = this.#live.apply(update, verdict.incoming)
    this.lost.push(...lost)
    for (const other of this.writers) {
      if (other !== writer && other.isOnline) other.inbox.push(...added)
    }
  }
}

export function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  if (words !== '') text.insert(0, words)
  element.insert(0, [text])
  return element
}

/** A table of one row, with a cell for each text. */
export function table(cells: readonly string[]): Y.XmlElement {
  const row = new Y.XmlElement('tableRow')
  row.insert(
    0,
    cells.map((words) => {
      const cell = new Y.XmlElement('tableCell')
      cell.insert(0, [paragraph(words)])
      return cell
    }),
  )
  const element = new Y.XmlElement('table')
  element.insert(0, [row])
  return element
}

/** Takes the block of a text out, as the editor does: joins, moves and cuts all do. */
export function removeBlock(text: Y.XmlText): void {
  const block = text.parent
  const list = block?.parent
  if (!(block instanceof Y.XmlElement && list instanceof Y.XmlFragment)) return
  list.delete(list.toArray().indexOf(block), 1)
}

/** Puts a paragraph behind the block of a text. */
export function insertAfter(text: Y.XmlText, words: string): void {
  const block = text.parent
  const list = block?.parent
  if (!(block instanceof Y.XmlElement && list instanceof Y.XmlFragment)) return
  list.insert(list.toArray().indexOf(block) + 1, [paragraph(words)])
}

/** Joins a text to the one before it. */
export function join(before: Y.XmlText, text: Y.XmlText): void {
  before.doc?.transact(() => {
    const words = plain(text)
    if (words !== '') before.insert(before.length, words)
    removeBlock(text)
  })
}

export function plain(text: Y.XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => String(insert))
    .join('')
}

function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsIn(child) : []
  })
}
