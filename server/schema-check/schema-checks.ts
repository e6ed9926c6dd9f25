import type { InvalidPart } from '#lib/document/check-parts.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { Events } from '#server/metrics/events.ts'
import { runInThread } from '#server/store/run-in-thread.ts'
import type { UpdateLog } from '#server/store/update-log.ts'

export type SchemaChecksOptions = {
  readonly log: Pick<UpdateLog, 'load'>
  readonly events: Pick<Events, 'schemaChecked' | 'failed'>
}

/**
 * Looks at documents as an editor would, and tells of what no editor takes (G17): the guard sees one
 * update, and some of what is wrong only two together make. Nothing is ever changed by it.
 *
 * Always in a thread, one document after the other: the editor's schema is 20 MB and 0.2 s to load,
 * and many rooms close at once when a school goes home.
 */
export class SchemaChecks {
  readonly #options: SchemaChecksOptions
  readonly #waiting = new Set<ProjectId>()
  #isRunning = false
  #isStopped = false

  constructor(options: SchemaChecksOptions) {
    this.#options = options
  }

  /** Nobody has written for a while: now the document is what people left behind. */
  ask(projectId: ProjectId): void {
    if (this.#isStopped) return
    this.#waiting.add(projectId)
    if (!this.#isRunning) void this.#run()
  }

  /** What waits is not looked at any more. */
  stop(): void {
    this.#isStopped = true
    this.#waiting.clear()
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    for (const projectId of this.#waiting) {
      this.#waiting.delete(projectId)
      await this.#check(projectId)
    }
    this.#isRunning = false
  }

  async #check(projectId: ProjectId): Promise<void> {
    const { log, events } = this.#options
    try {
      const stored = await log.load(projectId)
      if (stored === null) return
      const { snapshot, updates } = stored
      const worker = new URL('./schema-check-worker.ts', import.meta.url)
      events.schemaChecked(
        projectId,
        await runInThread<InvalidPart[]>(worker, { snapshot, updates }),
      )
    } catch (error) {
      // While the process ends, its database and its threads do.
      if (!this.#isStopped) events.failed('checking a document', error)
    }
  }
}
