import type { ProjectId } from '#lib/domain/ids.ts'
import type { Events } from '#server/metrics/events.ts'
import type { Room } from '#server/sync/room.ts'

export type DocumentHead = {
  readonly projectId: ProjectId
  readonly epoch: number
  readonly headSeq: number
}

export type HeadCheckOptions = {
  readonly opened: () => Iterable<Room>
  readonly listHeads: (projectIds: readonly ProjectId[]) => Promise<readonly DocumentHead[]>
  readonly events: Pick<Events, 'failed'>
}

/**
 * Compares every open room with the database, by one query: whatever message was lost, and if none
 * ever comes, an edit is late by the time between two checks (K8).
 */
export class HeadCheck {
  readonly #options: HeadCheckOptions
  #isRunning = false

  constructor(options: HeadCheckOptions) {
    this.#options = options
  }

  async run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      await this.#check([...this.#options.opened()])
    } catch (error) {
      this.#options.events.failed('head check', error)
    } finally {
      this.#isRunning = false
    }
  }

  async #check(rooms: readonly Room[]): Promise<void> {
    if (rooms.length === 0) return
    const heads = await this.#options.listHeads(rooms.map(({ projectId }) => projectId))
    const known = new Map(heads.map((head) => [head.projectId, head]))
    for (const room of rooms) room.checkHead(known.get(room.projectId) ?? null)
  }
}
