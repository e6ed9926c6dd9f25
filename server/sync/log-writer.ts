import type { ProjectId } from '#lib/domain/ids.ts'
import type { Clock } from '#lib/platform/clock.ts'
import type { AppendResult, LogEntry, UpdateLog } from '#server/store/update-log.ts'
import type { CommitPace } from './commit-pace.ts'
import { retryForever } from './retry.ts'

/** One batch: what a transaction takes without holding the database for long. */
const maxBatchBytes = 256 * 1024
const maxBatchEntries = 500
/** What may wait for a failing database before writers are sent away. */
const maxPendingBytes = 8 * 1024 * 1024
const maxPendingMs = 60_000

/** Numbers of the rows of a batch, how long the oldest of it waited, and the database took. */
export type Committed = {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly heldMs: number
  readonly commitMs: number
}

export type LogWriterOptions = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly epoch: number
  readonly headSeq: number
  readonly clock: Clock
  readonly pace: CommitPace
  /** A batch was committed. */
  readonly onCommitted: (entries: readonly LogEntry[], committed: Committed) => void
  /** The log takes nothing for this document: what was pending is dropped and will not be stored. */
  readonly onRefused: (
    why: Exclude<AppendResult, { kind: 'appended' }>,
    dropped: LogEntry[],
  ) => void
  readonly onFailure: (error: unknown) => void
  /** Too much waits, or for too long. Called once until a batch is committed. */
  readonly onOverdue: () => void
}

type Pending = { readonly entry: LogEntry; readonly since: number }

/**
 * Puts the updates of one room into the log, in order, one batch in flight (L1–L5).
 *
 * While a batch commits, what comes in makes the next one. A failing database keeps its batch here:
 * it is tried again for ever, and nothing is acknowledged meanwhile.
 */
export class LogWriter {
  readonly #options: LogWriterOptions
  readonly #abort = new AbortController()
  readonly #waiters: { readonly upTo: number; readonly done: (seq: number) => void }[] = []
  /** The batch in flight is the first `#inFlight` of them. */
  #pending: Pending[] = []
  #inFlight = 0
  #pendingBytes = 0
  #appended = 0
  #committed = 0
  #durableSeq: number
  #isFlushing = false
  #isOverdue = false
  #watch: NodeJS.Timeout | undefined

  constructor(options: LogWriterOptions) {
    this.#options = options
    this.#durableSeq = options.headSeq
  }

  get isDurable(): boolean {
    return this.#pending.length === 0
  }

  /** True from the moment when too much waits until a batch is committed. */
  get isOverdue(): boolean {
    return this.#isOverdue
  }

  /** What is not committed, and the age of the oldest of it; 0 when all is. */
  get pending(): { pendingBytes: number; pendingMs: number } {
    const [oldest] = this.#pending
    const pendingMs = oldest === undefined ? 0 : this.#options.clock() - oldest.since
    return { pendingBytes: this.#pendingBytes, pendingMs }
  }

  /** What the log may not have yet, oldest first. */
  pendingUpdates(): Uint8Array[] {
    return this.#pending.map(({ entry }) => entry.data)
  }

  append(entry: LogEntry): void {
    this.#pending.push({ entry, since: this.#options.clock() })
    this.#pendingBytes += entry.data.length
    this.#appended += 1
    this.#checkOverdue()
    if (!this.#isFlushing) void this.#flush()
    else if (this.#isFull()) this.#options.pace.begin()
    else this.#options.pace.noteUpdate()
  }

  /** Calls `done` once all that was appended before is committed; at once when it is. */
  afterPending(done: (seq: number) => void): void {
    if (this.isDurable) done(this.#durableSeq)
    else this.#waiters.push({ upTo: this.#appended, done })
  }

  /** Forgets what is pending; a batch in flight may still be committed. */
  stop(): LogEntry[] {
    this.#abort.abort()
    clearTimeout(this.#watch)
    const dropped = this.#pending.map(({ entry }) => entry)
    this.#pending = []
    this.#pendingBytes = 0
    this.#waiters.length = 0
    return dropped
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true
    while (this.#pending.length > 0) {
      const due = this.#options.pace.untilDue()
      if (this.#isFull()) this.#options.pace.begin()
      await due
      if (this.#abort.signal.aborted) break
      const batch = this.#nextBatch()
      this.#inFlight = batch.length
      this.#watchAge()
      const startedAt = this.#options.clock()
      const result = await this.#commit(batch.map(({ entry }) => entry))
      if (result === null || this.#abort.signal.aborted) break
      if (result.kind !== 'appended') {
        this.#options.onRefused(result, this.stop())
        break
      }
      this.#settle(result, startedAt)
    }
    this.#isFlushing = false
  }

  /** A batch that has its size need not wait for more. */
  #isFull(): boolean {
    return this.#pending.length > maxBatchEntries || this.#pendingBytes > maxBatchBytes
  }

  #commit(entries: LogEntry[]): Promise<AppendResult | null> {
    const { log, projectId, epoch, onFailure } = this.#options
    return retryForever(() => log.append(projectId, epoch, entries), {
      signal: this.#abort.signal,
      onFailure: (error) => {
        onFailure(error)
        this.#checkOverdue()
      },
    })
  }

  #nextBatch(): Pending[] {
    let bytes = 0
    const end = this.#pending.findIndex(({ entry }, index) => {
      bytes += entry.data.length
      return index > 0 && (bytes > maxBatchBytes || index >= maxBatchEntries)
    })
    return end === -1 ? this.#pending.slice() : this.#pending.slice(0, end)
  }

  #settle({ firstSeq, lastSeq }: { firstSeq: number; lastSeq: number }, startedAt: number): void {
    const batch = this.#pending.splice(0, this.#inFlight)
    this.#inFlight = 0
    this.#durableSeq = lastSeq
    this.#committed += batch.length
    this.#isOverdue = false
    clearTimeout(this.#watch)
    for (const { entry } of batch) this.#pendingBytes -= entry.data.length
    const now = this.#options.clock()
    const oldest = batch[0]?.since ?? now
    this.#options.onCommitted(
      batch.map(({ entry }) => entry),
      { firstSeq, lastSeq, heldMs: now - oldest, commitMs: now - startedAt },
    )
    while (this.#waiters[0] !== undefined && this.#waiters[0].upTo <= this.#committed) {
      this.#waiters.shift()?.done(lastSeq)
    }
  }

  /** A database that never answers fails no attempt: its age has to be looked at from outside. */
  #watchAge(): void {
    clearTimeout(this.#watch)
    this.#watch = setTimeout(() => this.#checkOverdue(), maxPendingMs)
    this.#watch.unref()
  }

  #checkOverdue(): void {
    const oldest = this.#pending[0]
    if (oldest === undefined || this.#isOverdue) return
    const ageMs = this.#options.clock() - oldest.since
    if (this.#pendingBytes <= maxPendingBytes && ageMs < maxPendingMs) return
    this.#isOverdue = true
    this.#options.onOverdue()
  }
}
