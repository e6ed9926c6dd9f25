import * as Y from 'yjs'
import { limits } from '#lib/wire/limits.ts'
import type { Events } from '#server/metrics/events.ts'
import type { StoredDocument } from '#server/store/update-log.ts'
import { type LostWords, lostWords } from '#server/words/lost-words.ts'
import { ProtocolError } from './frame-reader.ts'
import { isMassDeletion } from './guard/mass-deletion.ts'
import { UpdateRefused } from './guard/refusal.ts'
import { type Incoming, inspectUpdate, readUpdate, type Verdict } from './guard.ts'
import { RecentAnswers } from './recent-answers.ts'

export type LiveDocumentOptions = {
  /** Ids of the project's parts: those of the template and its own. */
  readonly sections: ReadonlySet<string>
  /** Replaced in tests alone. */
  readonly applyUpdate?: typeof Y.applyUpdate
  readonly events: Pick<Events, 'failed'>
}

/** What an update did: the rows to store, and the words that went with it unseen (W1). */
export type Applied = { readonly added: readonly Uint8Array[]; readonly lost: readonly LostWords[] }

/**
 * The Y.Doc of one room, built from what the log holds. Nothing enters it unjudged; when Yjs cannot
 * take an update after all, the document is spoilt until it is built again.
 */
export class LiveDocument {
  readonly #options: LiveDocumentOptions
  readonly #answers = new RecentAnswers()
  #doc: Y.Doc
  #bytes: number
  /** The snapshot, as long as the document is that and nothing else. */
  #snapshot: Uint8Array | null

  /** @throws when a stored update cannot be read: nobody gets a document then, least of all an empty one. */
  constructor(stored: StoredDocument, options: LiveDocumentOptions) {
    this.#options = options
    this.#doc = build(stored, [])
    this.#bytes = storedBytes(stored)
    this.#snapshot = stored.updates.length === 0 ? stored.snapshot : null
  }

  /** What is stored and what was added: the document, encoded, is smaller. */
  get bytes(): number {
    return this.#bytes
  }

  /**
   * What the document has and a client with this state vector lacks.
   *
   * @throws {ProtocolError} it is no state vector.
   */
  difference(stateVector: Uint8Array): Uint8Array {
    // Whoever opens a large document first would wait for it to be encoded as it was stored.
    if (this.#snapshot !== null && isEmpty(stateVector)) return this.#snapshot
    try {
      return this.#answers.answer(stateVector, () => {
        return Y.encodeStateAsUpdate(this.#doc, stateVector)
      })
    } catch (error) {
      throw new ProtocolError('not a state vector', { cause: error })
    }
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#doc)
  }

  /** The first clock of this client that the document lacks. */
  nextClock(clientId: number): number {
    return Y.getState(this.#doc.store, clientId)
  }

  /** @throws {UpdateRefused} it must never be applied. */
  inspect(update: Uint8Array): Verdict {
    return inspectUpdate(this.#doc, update, this.#options.sections)
  }

  /** What a row of the log is to the document. */
  read(row: Uint8Array): Verdict {
    return readUpdate(this.#doc, row)
  }

  /** True when the update takes at least 500 characters, and over half, out of a part (V3). */
  isMassDeletion({ update }: Incoming): boolean {
    return isMassDeletion(this.#doc, update.deletions)
  }

  /** @throws {UpdateRefused} `document_full`. */
  checkSize(update: Uint8Array): void {
    if (this.#bytes + update.length <= limits.documentBytes) return
    this.#bytes = Y.encodeStateAsUpdate(this.#doc).length
    if (this.#bytes + update.length > limits.documentBytes) throw new UpdateRefused('document_full')
  }

  /**
   * Applies an update that was inspected and is a `write`.
   *
   * @throws what Yjs threw; part of the update may be in. Call `replace` before anything else.
   */
  apply(update: Uint8Array, incoming: Incoming): Applied {
    const added: Uint8Array[] = []
    const lost: LostWords[] = []
    const collect = (bytes: Uint8Array) => added.push(bytes)
    const look = (transaction: Y.Transaction) => {
      lost.push(...this.#lostWords(transaction, incoming))
    }
    const apply = this.#options.applyUpdate ?? Y.applyUpdate
    this.#snapshot = null
    const wasParked = hasParked(this.#doc)
    this.#answers.forget()
    this.#doc.on('update', collect)
    this.#doc.on('beforeObserverCalls', look)
    try {
      apply(this.#doc, update)
    } finally {
      this.#doc.off('update', collect)
      this.#doc.off('beforeObserverCalls', look)
    }
    if (!wasParked && hasParked(this.#doc)) throw new Error('parts of the update were parked')
    for (const bytes of added) this.#bytes += bytes.length
    return { added, lost }
  }

  /** @param pending updates that the log may not have yet. */
  replace(stored: StoredDocument, pending: readonly Uint8Array[]): void {
    const doc = build(stored, pending)
    this.#answers.forget()
    this.#doc.destroy()
    this.#doc = doc
    this.#snapshot = null
  }

  destroy(): void {
    this.#answers.forget()
    this.#doc.destroy()
  }

  /** A fault of ours here costs no one their update. */
  #lostWords(transaction: Y.Transaction, incoming: Incoming): readonly LostWords[] {
    try {
      return lostWords(transaction, incoming)
    } catch (error) {
      this.#options.events.failed('lost words', error)
      return []
    }
  }
}

function build(stored: StoredDocument, pending: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: true })
  const snapshot = stored.snapshot === null ? [] : [stored.snapshot]
  try {
    doc.transact(() => {
      for (const update of [...snapshot, ...stored.updates, ...pending]) Y.applyUpdate(doc, update)
    })
    return doc
  } catch (error) {
    doc.destroy()
    throw error
  }
}

/** The state vector of someone who has nothing. */
function isEmpty(stateVector: Uint8Array): boolean {
  return stateVector.length === 1 && stateVector[0] === 0
}

function storedBytes({ snapshot, updates }: StoredDocument): number {
  return updates.reduce((total, update) => total + update.length, snapshot?.length ?? 0)
}

/** True when Yjs keeps structs or deletions aside because something before them is missing. */
function hasParked(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}
