import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import type { Events } from '#server/metrics/events.ts'
import type { LogRow, UpdateLog } from '#server/store/update-log.ts'
import { returnedTexts } from '#server/words/log-entries.ts'
import type { LostWords } from '#server/words/lost-words.ts'
import type { ClientOwners } from './client-owners.ts'
import type { LiveDocument } from './live-document.ts'
import { retryForever } from './retry.ts'

export type CatchUpOptions = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly epoch: number
  /** Number of the last row that the document was built from. */
  readonly headSeq: number
  readonly document: LiveDocument
  readonly owners: ClientOwners
  readonly signal: AbortSignal
  readonly events: Pick<Events, 'caughtUp'>
  readonly onFailure: (error: unknown) => void
  /** Resolves once the document can be asked, when it is being read again. */
  readonly settled: () => Promise<void> | null
  /** The row is in the document: send it to everybody. */
  readonly onRow: (row: LogRow) => void
  /** Yjs cannot take it, or it depends on what is missing: the document has to be read again. */
  readonly onSpoilt: (cause: unknown) => void
  readonly onWordsReturned: () => void
}

type OwnRows = { readonly firstSeq: number; readonly lastSeq: number }

/**
 * Brings rows of the log that its room did not write into the document (K1–K4). They were judged and
 * committed by whoever wrote them: nothing of them is judged or stored again.
 */
export class CatchUp {
  readonly #options: CatchUpOptions
  /** The document has every row up to this one. */
  #knownSeq: number
  /** Rows after it that the room itself stored. */
  #own: OwnRows[] = []
  #isRunning = false
  #isAsked = false

  constructor(options: CatchUpOptions) {
    this.#options = options
    this.#knownSeq = options.headSeq
  }

  /** The room's own rows were stored. Others may have come before them. */
  noteOwn(rows: OwnRows): void {
    if (rows.lastSeq <= this.#knownSeq) return
    if (rows.firstSeq === this.#knownSeq + 1) {
      this.#knownSeq = rows.lastSeq
      return
    }
    this.#own.push(rows)
    void this.run()
  }

  /** Reads until there is nothing new. Never rejects: a database that fails is asked again. */
  async run(): Promise<void> {
    this.#isAsked = true
    if (this.#isRunning) return
    this.#isRunning = true
    const { signal, onFailure } = this.#options
    while (this.#isAsked && !signal.aborted) {
      this.#isAsked = false
      await retryForever(() => this.#read(), { signal, onFailure })
    }
    this.#isRunning = false
  }

  async #read(): Promise<void> {
    const { log, projectId, epoch, signal, events } = this.#options
    let taken = 0
    for await (const row of log.listRows(projectId, epoch, this.#knownSeq)) {
      if (signal.aborted) return
      // While this waits, the room's own rows can make it known.
      if (row.seq <= this.#knownSeq) continue
      if (!this.#isOwn(row.seq)) {
        await this.#take(row)
        taken += 1
      }
      this.#knownSeq = Math.max(this.#knownSeq, row.seq)
    }
    this.#own = this.#own.filter(({ lastSeq }) => lastSeq > this.#knownSeq)
    if (taken > 0) events.caughtUp(projectId, { rows: taken })
  }

  #isOwn(seq: number): boolean {
    return this.#own.some(({ firstSeq, lastSeq }) => seq >= firstSeq && seq <= lastSeq)
  }

  async #take(row: LogRow): Promise<void> {
    const { log, projectId, epoch, owners, settled, onRow, onSpoilt } = this.#options
    owners.learn(await log.listClientOwners(projectId, epoch))
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

  #apply(row: LogRow): readonly LostWords[] {
    const { document } = this.#options
    const verdict = document.read(row.data)
    if (verdict.kind === 'gap') throw new Error(`row ${row.seq} depends on what no row has`)
    return verdict.kind === 'write' ? document.apply(row.data, verdict.incoming).lost : []
  }

  async #giveBack(lost: readonly LostWords[], accountId: AccountId): Promise<void> {
    const { log, projectId, epoch, owners, signal, onFailure, onWordsReturned } = this.#options
    const texts = returnedTexts(lost, accountId, owners)
    await retryForever(() => log.saveReturnedTexts(projectId, epoch, texts), { signal, onFailure })
    onWordsReturned()
  }
}
