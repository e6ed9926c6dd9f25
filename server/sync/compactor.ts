import type { ProjectId } from '#lib/domain/ids.ts'
import type { Clock } from '#lib/platform/clock.ts'
import type { Events } from '#server/metrics/events.ts'
import type { UpdateLog } from '#server/store/update-log.ts'

const maxRows = 10_000
const maxBytes = 1024 * 1024

export type CompactorOptions = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly epoch: number
  readonly clock: Clock
  readonly events: Events
}

/** Asks the log for a snapshot when the rows after the last one are many (L6). */
export class Compactor {
  readonly #options: CompactorOptions
  #rows = 0
  #bytes = 0
  #isRunning = false

  constructor(options: CompactorOptions) {
    this.#options = options
  }

  /** Rows that were committed, or found at loading. */
  count(rows: readonly Uint8Array[]): void {
    this.#rows += rows.length
    for (const row of rows) this.#bytes += row.length
    if (this.#rows >= maxRows || this.#bytes >= maxBytes) void this.run()
  }

  /** Does nothing when there is nothing to compact. Never rejects: the log is whole without it. */
  async run(): Promise<void> {
    if (this.#isRunning || this.#rows === 0) return
    this.#isRunning = true
    const { log, projectId, epoch, clock, events } = this.#options
    const rows = this.#rows
    this.#rows = 0
    this.#bytes = 0
    const startedAt = clock()
    try {
      const isWritten = await log.compact(projectId, epoch)
      events.compacted(projectId, { isWritten, ms: clock() - startedAt, rows })
    } catch (error) {
      events.logFailed(projectId, error)
    } finally {
      this.#isRunning = false
    }
  }
}
