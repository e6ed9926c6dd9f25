import * as Y from 'yjs'

/** What is needed to tell what two sides did to the same parts meanwhile, as updates. */
export type Return = {
  /** The document as it was when one left. */
  base: readonly Uint8Array[]
  /** One's own edits since, one each. */
  edits: readonly Uint8Array[]
  /** The document with those of the others. */
  after: Uint8Array
}

/** From here on one no longer remembers what one wrote: it is worth a summary. */
export const MANY_EDITS = 50

/** Own edits that were made without a connection, until the document comes together again. */
export class AwayEdits {
  #base: readonly Uint8Array[]
  #edits: Uint8Array[]

  /**
   * @param base what an earlier window left on this device and the server has
   * @param edits what it left and no server has
   */
  constructor(base: readonly Uint8Array[], edits: readonly Uint8Array[]) {
    this.#base = base
    this.#edits = [...edits]
  }

  left(doc: Y.Doc): void {
    // A second cut before everything came together is part of the same absence.
    if (this.#edits.length === 0) this.#base = [Y.encodeStateAsUpdate(doc)]
  }

  add(edit: Uint8Array): void {
    this.#edits.push(edit)
  }

  /** Everything has come together; null when too little was written to tell of it. */
  returned(doc: Y.Doc): Return | null {
    const [base, edits] = [this.#base, this.#edits]
    this.#base = []
    this.#edits = []
    return edits.length > MANY_EDITS ? { base, edits, after: Y.encodeStateAsUpdate(doc) } : null
  }
}
