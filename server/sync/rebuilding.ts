import type { ProjectId } from '#lib/domain/ids.ts'
import type { Events } from '#server/metrics/events.ts'
import type { StoredDocument, UpdateLog } from '#server/store/update-log.ts'
import { retryForever } from './retry.ts'

export type RebuildingOptions = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly epoch: number
  readonly signal: AbortSignal
  readonly events: Pick<Events, 'roomRebuilt'>
  readonly onFailure: (error: unknown) => void
  /** What the log may not have yet. */
  readonly pendingUpdates: () => readonly Uint8Array[]
  readonly onRead: (stored: StoredDocument, pending: readonly Uint8Array[]) => void
  readonly onOtherEpoch: () => void
}

/** Yjs has no way back: what it may have half taken is thrown away, and read again (R12, K4). */
export class Rebuilding {
  readonly #options: RebuildingOptions
  #running: Promise<void> | null = null

  constructor(options: RebuildingOptions) {
    this.#options = options
  }

  /** While not null the document is being read again: nothing may be asked of it before. */
  get running(): Promise<void> | null {
    return this.#running
  }

  start(cause: unknown): void {
    const { log, projectId, epoch, signal, events, ...options } = this.#options
    const read = async () => {
      // Before the log: what is committed in between is then in one of the two.
      const pending = options.pendingUpdates()
      const stored = await log.load(projectId)
      if (stored?.epoch === epoch) options.onRead(stored, pending)
      else options.onOtherEpoch()
    }
    this.#running = retryForever(read, { signal, onFailure: options.onFailure }).then(() => {
      this.#running = null
      events.roomRebuilt(projectId, cause)
    })
  }
}
