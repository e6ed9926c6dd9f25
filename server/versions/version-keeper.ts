import type { ProjectId } from '#lib/domain/ids.ts'
import type { Clock } from '#lib/platform/clock.ts'
import type { Events } from '#server/metrics/events.ts'
import type { RoomVersion, VersionStore } from './version-store.ts'

/** A burst of writing has ended. */
const quietMs = 5 * 60_000
/** The longest stretch of writing that no version cuts. */
const activityMs = 30 * 60_000
/** Deletions that follow each other are after one version: whoever repeats them fills no database. */
const deletionPauseMs = 60_000

export type VersionKeeperOptions = {
  readonly projectId: ProjectId
  readonly versions: VersionStore
  readonly clock: Clock
  readonly events: Pick<Events, 'versionStored' | 'failed'>
  /** Calls back once the log has all that the document has. */
  readonly afterPending: (done: () => void) => void
  readonly onStored: () => void
}

/**
 * When one document's versions come by themselves (V1–V4). They are made from stored rows: nobody
 * who writes waits for one, except whoever deletes most of a part.
 */
export class VersionKeeper {
  readonly #options: VersionKeeperOptions
  #timer: NodeJS.Timeout | undefined
  #firstWriteAt: number
  #lastWriteAt: number
  /** Something was written that no version has, as far as this process knows. */
  #isDue = false
  #isStopped = false
  #beforeDeletion: Promise<void> | null = null
  #lastDeletionAt = Number.NEGATIVE_INFINITY

  constructor(options: VersionKeeperOptions) {
    this.#options = options
    this.#firstWriteAt = this.#lastWriteAt = options.clock()
    // What was written before the process ended has no version yet.
    this.noteWrite()
  }

  noteWrite(): void {
    this.#lastWriteAt = this.#options.clock()
    if (this.#isDue) return
    this.#isDue = true
    this.#firstWriteAt = this.#lastWriteAt
    this.#wait()
  }

  /**
   * The state before a mass deletion becomes a version first. Null when one was made just now: go
   * on; a promise otherwise: ask again once it is resolved. It never rejects: a version that cannot
   * be made costs nobody their update, and the log has all of it.
   */
  beforeDeletion(): Promise<void> | null {
    if (this.#options.clock() - this.#lastDeletionAt < deletionPauseMs) return null
    this.#beforeDeletion ??= this.#storeBeforeDeletion()
    return this.#beforeDeletion
  }

  /** The room is closing: what was written in it is a burst that ended. */
  async close(): Promise<void> {
    if (this.#isDue) await this.#store('automatic')
  }

  /** No version comes by itself any more. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #storeBeforeDeletion(): Promise<void> {
    await new Promise<void>((resolve) => this.#options.afterPending(resolve))
    await this.#store('before-deletion')
    this.#lastDeletionAt = this.#options.clock()
    this.#beforeDeletion = null
  }

  #wait(): void {
    if (this.#isStopped) return
    clearTimeout(this.#timer)
    const dueAt = Math.min(this.#lastWriteAt + quietMs, this.#firstWriteAt + activityMs)
    this.#timer = setTimeout(() => this.#look(), Math.max(0, dueAt - this.#options.clock()))
    this.#timer.unref()
  }

  /** One timer for all that is written: it looks again when there was more. */
  #look(): void {
    const now = this.#options.clock()
    const isOver = now - this.#lastWriteAt >= quietMs || now - this.#firstWriteAt >= activityMs
    if (isOver) void this.#store('automatic')
    else this.#wait()
  }

  async #store(kind: RoomVersion): Promise<void> {
    const { versions, projectId, events, onStored } = this.#options
    const wasDue = this.#isDue
    // What is written from here on is for the next one.
    if (kind === 'automatic') this.#isDue = false
    try {
      if (!(await versions.store(projectId, kind))) return
      events.versionStored(projectId, { kind })
      onStored()
    } catch (error) {
      events.failed('storing a version', error)
      if (wasDue && kind === 'automatic') this.noteWrite()
    }
  }
}
