import type { StoredRow } from '#server/cluster/room-message.ts'

export type RowRange = { readonly firstSeq: number; readonly lastSeq: number }

/** `own`: the room wrote them, and its document has them. Null: nobody said what they are. */
type Ahead = RowRange & { readonly rows: readonly StoredRow[] | 'own' | null }

/** More than this is not kept here: it is read from the log in one go. */
const maxHeard = 64

/** What is known of rows of the log whose turn has not come: some before them are missing. */
export class RowsAhead {
  #ranges: Ahead[] = []

  get isEmpty(): boolean {
    return this.#ranges.length === 0
  }

  /** False when there are too many to keep them: the log has to be read. */
  add(range: Ahead): boolean {
    const isKept = range.rows === 'own' || this.#ranges.length < maxHeard
    if (isKept) this.#ranges.push(range)
    return isKept
  }

  /** Rows that go on from there, perhaps from before it. What is known already is forgotten. */
  next(knownSeq: number): (RowRange & { readonly rows: readonly StoredRow[] }) | null {
    this.#ranges = this.#ranges.filter(({ lastSeq }) => lastSeq > knownSeq)
    for (const { firstSeq, lastSeq, rows } of this.#ranges) {
      if (firstSeq > knownSeq + 1 || rows === null) continue
      return { firstSeq, lastSeq, rows: rows === 'own' ? [] : rows }
    }
    return null
  }

  isOwn(seq: number): boolean {
    return this.#ranges.some(
      ({ firstSeq, lastSeq, rows }) => rows === 'own' && seq >= firstSeq && seq <= lastSeq,
    )
  }

  /** @returns what forgets all that was added until then. */
  mark(): () => void {
    const until = new Set(this.#ranges)
    return () => {
      this.#ranges = this.#ranges.filter((range) => !until.has(range))
    }
  }
}
