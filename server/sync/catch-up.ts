import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import type { StoredRow, StoredRows } from '#server/cluster/room-message.ts'
import type { Events } from '#server/metrics/events.ts'
import type { UpdateLog } from '#server/store/update-log.ts'
import { returnedTexts } from '#server/words/log-entries.ts'
import type { LostWords } from '#server/words/lost-words.ts'
import type { ClientOwners } from './client-owners.ts'
import type { LiveDocument } from './live-document.ts'
import { pause } from './pause.ts'
import { retryForever } from './retry.ts'
import { type RowRange, RowsAhead } from './rows-ahead.ts'

/**
 * How long a missing row is waited for before the database is asked: two nodes that write at once
 * hear of each other's rows a moment after their own.
 */
const gapMs = 25

export type CatchUpOptions = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly epoch: number
  /** Number of the last row that the document was built from. */
  readonly headSeq: number
  readonly document: LiveDocument
  readonly owners: ClientOwners
  readonly signal: AbortSignal
  readonly events: Pick<Events, 'caughtUp' | 'messageMissed'>
  readonly onFailure: (error: unknown) => void
  /** Resolves once the document can be asked, when it is being read again. */
  readonly settled: () => Promise<void> | null
  /** The row is in the document: send it to everybody. */
  readonly onRow: (row: StoredRow) => void
  /** Yjs cannot take it, or it depends on what is missing: the document has to be read again. */
  readonly onSpoilt: (cause: unknown) => void
  readonly onWordsReturned: () => void
}

/**
 * Brings rows of the log that its room did not write into the document, in the order of their
 * numbers (K1–K7). They were judged and committed by whoever wrote them: nothing of them is judged
 * or stored again. They come from the node that stored them, or are read from the log.
 */
export class CatchUp {
  readonly #options: CatchUpOptions
  readonly #ahead = new RowsAhead()
  /** The document has every row up to this one. */
  #knownSeq: number
  #working: Promise<void> | null = null
  #isReadingDue = false

  constructor(options: CatchUpOptions) {
    this.#options = options
    this.#knownSeq = options.headSeq
  }

  get knownSeq(): number {
    return this.#knownSeq
  }

  /** The room's own rows were stored. Others may have come before them. */
  noteOwn(range: RowRange): void {
    if (range.lastSeq <= this.#knownSeq) return
    if (range.firstSeq === this.#knownSeq + 1) this.#knownSeq = range.lastSeq
    else this.#ahead.add({ ...range, rows: 'own' })
    if (!this.#ahead.isEmpty) void this.#wake()
  }

  /** Another node stored these rows. */
  hear({ rows, ...range }: StoredRows): void {
    if (range.lastSeq <= this.#knownSeq) return
    if (rows === null || !this.#ahead.add({ ...range, rows })) this.#isReadingDue = true
    void this.#wake()
  }

  /** The log has this row: should nobody have told of it soon, it is read. */
  noteHead(seq: number): void {
    if (seq <= this.#knownSeq) return
    this.#ahead.add({ firstSeq: seq, lastSeq: seq, rows: null })
    void this.#wake()
  }

  /** Reads until there is nothing new. Never rejects: a database that fails is asked again. */
  run(): Promise<void> {
    this.#isReadingDue = true
    return this.#wake()
  }

  #wake(): Promise<void> {
    this.#working ??= Promise.resolve().then(() => this.#work())
    return this.#working
  }

  async #work(): Promise<void> {
    const { signal, onFailure } = this.#options
    while (!signal.aborted) {
      const next = this.#ahead.next(this.#knownSeq)
      if (next !== null) {
        await this.#takeAll(next)
      } else if (this.#isReadingDue) {
        this.#isReadingDue = false
        await retryForever(() => this.#read(), { signal, onFailure })
      } else if (this.#ahead.isEmpty) {
        break
      } else {
        await this.#waitForMissing()
      }
    }
    this.#working = null
  }

  async #waitForMissing(): Promise<void> {
    await pause(gapMs, this.#options.signal)
    if (this.#isReadingDue || this.#ahead.next(this.#knownSeq) !== null) return
    if (this.#ahead.isEmpty) return
    this.#isReadingDue = true
    this.#options.events.messageMissed(this.#options.projectId)
  }

  async #takeAll({ firstSeq, lastSeq, rows }: RowRange & { rows: readonly StoredRow[] }) {
    for (const [index, row] of rows.entries()) {
      if (this.#options.signal.aborted) return
      if (firstSeq + index <= this.#knownSeq) continue
      await this.#take(row)
      this.#knownSeq = firstSeq + index
    }
    this.#knownSeq = Math.max(this.#knownSeq, lastSeq)
  }

  async #read(): Promise<void> {
    const { log, projectId, epoch, signal, events } = this.#options
    const forgetHeard = this.#ahead.mark()
    let taken = 0
    for await (const row of log.listRows(projectId, epoch, this.#knownSeq)) {
      if (signal.aborted) return
      // While this waits, the room's own rows can make it known.
      if (row.seq <= this.#knownSeq) continue
      if (!this.#ahead.isOwn(row.seq)) {
        await this.#take(row)
        taken += 1
      }
      this.#knownSeq = Math.max(this.#knownSeq, row.seq)
    }
    // What was heard of before is read, or no row of this log.
    forgetHeard()
    if (taken > 0) events.caughtUp(projectId, { rows: taken })
  }

  async #take(row: StoredRow): Promise<void> {
    const { settled, onRow, onSpoilt } = this.#options
    await settled()
    let lost: readonly LostWords[] = []
    try {
      lost = this.#apply(row)
    } catch (error) {
      onSpoilt(error)
      await settled()
    }
    // A document that has it already can still have peers that lack it.
    onRow(row)
    if (lost.length > 0) await this.#giveBack(lost, row.accountId)
  }

  #apply(row: StoredRow): readonly LostWords[] {
    const { document } = this.#options
    const verdict = document.read(row.data)
    if (verdict.kind === 'gap') throw new Error('a row depends on what no row before it has')
    return verdict.kind === 'write' ? document.apply(row.data, verdict.incoming).lost : []
  }

  async #giveBack(lost: readonly LostWords[], accountId: AccountId): Promise<void> {
    const { log, projectId, epoch, owners, signal, onFailure, onWordsReturned } = this.#options
    const save = async () => {
      owners.learn(await log.listClientOwners(projectId, epoch))
      const texts = returnedTexts(lost, accountId, owners)
      await log.saveReturnedTexts(projectId, epoch, texts)
    }
    await retryForever(save, { signal, onFailure })
    onWordsReturned()
  }
}
