import type { Db } from '#db/client.ts'
import { appendTogether } from '#db/queries/append-together.ts'
import { type Appended, type AppendTo, appendUpdates } from '#db/queries/document-update.ts'

/** One transaction: what the database takes without holding others up. */
const maxGroupBytes = 1024 * 1024

type Waiting = AppendTo & {
  readonly resolve: (stored: Promise<Appended | undefined>) => void
}

/**
 * Appends that are asked for in the same turn go into one transaction: what a commit costs does not
 * depend on how much is in it, and a school has many documents open at once.
 */
export class GroupedAppends {
  readonly #db: Db
  readonly #place: { readonly node: string; readonly maxSchema: number }
  #waiting: Waiting[] = []

  constructor(db: Db, place: { node: string; maxSchema: number }) {
    this.#db = db
    this.#place = place
  }

  /** As `appendUpdates`: undefined, and nothing is stored, when the document cannot be appended to. */
  append(batch: AppendTo): Promise<Appended | undefined> {
    return new Promise((resolve) => {
      if (this.#waiting.length === 0) queueMicrotask(() => this.#run())
      this.#waiting.push({ ...batch, resolve })
    })
  }

  #run(): void {
    const groups = grouped(this.#waiting)
    this.#waiting = []
    for (const group of groups) void this.#store(group)
  }

  async #store(group: readonly Waiting[]): Promise<void> {
    const stored = group.length === 1 ? null : await this.#storeTogether(group)
    for (const batch of group) {
      batch.resolve(Promise.resolve(stored?.get(batch.projectId) ?? this.#storeAlone(batch)))
    }
  }

  /** Null when it fails: one document's rows cost no other its commit, each is tried alone. */
  async #storeTogether(group: readonly Waiting[]): Promise<ReadonlyMap<string, Appended> | null> {
    try {
      return await appendTogether(this.#db, group, this.#place)
    } catch {
      return null
    }
  }

  #storeAlone({ projectId, epoch, updates }: Waiting): Promise<Appended | undefined> {
    return appendUpdates(this.#db, { projectId, epoch, updates, ...this.#place })
  }
}

/** In groups of a size that one transaction takes, with each document once. */
function grouped(waiting: readonly Waiting[]): Waiting[][] {
  const groups: Waiting[][] = []
  let projects = new Set<string>()
  let bytes = 0
  for (const batch of waiting) {
    const size = batch.updates.reduce((sum, { data }) => sum + data.byteLength, 0)
    const isFull = bytes + size > maxGroupBytes || projects.has(batch.projectId)
    if (groups.length === 0 || isFull) {
      groups.push([])
      projects = new Set()
      bytes = 0
    }
    groups.at(-1)?.push(batch)
    projects.add(batch.projectId)
    bytes += size
  }
  return groups
}
