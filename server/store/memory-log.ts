import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { AppError, invariant } from '#lib/platform/errors.ts'
import { buildSnapshot } from './snapshot.ts'
import type {
  AppendResult,
  ClientOwner,
  LogEntry,
  LogRow,
  ReturnedText,
  StoredDocument,
  UpdateLog,
} from './update-log.ts'

type MemoryDocument = {
  epoch: number
  schemaVersion: number
  frozen: boolean
  readonly rows: LogRow[]
  readonly owners: ClientOwner[]
  readonly returned: ReturnedText[]
  snapshot: { uptoSeq: number; state: Uint8Array } | null
}

/** What a test can hold back: commits of updates, or of bindings. */
type Commit = 'append' | 'bind'

/** What `failCommits` makes a commit reject with unless told otherwise. */
export class MemoryLogError extends AppError {
  override name = 'MemoryLogError'
  override readonly code = 'memory_log_failed'
}

/** The log without a database, for tests: it can hold commits back and make them fail. */
export class MemoryLog implements UpdateLog {
  readonly #documents = new Map<ProjectId, MemoryDocument>()
  readonly #gates = new Map<Commit, PromiseWithResolvers<void>>()
  readonly #node: string
  #failure: Error | null = null

  constructor(node = 'memory') {
    this.#node = node
  }

  /** Adds a document without rows. */
  create(
    projectId: ProjectId,
    options: { schemaVersion?: number; epoch?: number; frozen?: boolean } = {},
  ): void {
    const { schemaVersion = SCHEMA_VERSION, epoch = 1, frozen = false } = options
    const empty = { rows: [], owners: [], returned: [], snapshot: null }
    this.#documents.set(projectId, { epoch, schemaVersion, frozen, ...empty })
  }

  setFrozen(projectId: ProjectId, frozen: boolean): void {
    this.#require(projectId).frozen = frozen
  }

  /** Starts another history of the document, without rows. */
  setEpoch(projectId: ProjectId, epoch: number): void {
    const { schemaVersion, frozen } = this.#require(projectId)
    this.create(projectId, { schemaVersion, frozen, epoch })
  }

  /** Commits of this kind wait until `release`. */
  hold(commit: Commit = 'append'): void {
    if (!this.#gates.has(commit)) this.#gates.set(commit, Promise.withResolvers())
  }

  release(commit: Commit = 'append'): void {
    this.#gates.get(commit)?.resolve()
    this.#gates.delete(commit)
  }

  /** Commits reject and store nothing until `mendCommits`; held ones too, once released. */
  failCommits(failure: Error = new MemoryLogError('the database is away')): void {
    this.#failure = failure
  }

  mendCommits(): void {
    this.#failure = null
  }

  /** Every row that was committed, oldest first. */
  rows(projectId: ProjectId): readonly LogRow[] {
    return this.#require(projectId).rows
  }

  /** The words given back that were committed, oldest first. */
  returned(projectId: ProjectId): readonly ReturnedText[] {
    return this.#require(projectId).returned
  }

  async load(projectId: ProjectId): Promise<StoredDocument | null> {
    const document = this.#documents.get(projectId)
    if (!document) return null
    const { epoch, schemaVersion, frozen, snapshot, rows } = document
    const updates = rows.filter((row) => row.seq > (snapshot?.uptoSeq ?? 0)).map((row) => row.data)
    const headSeq = rows.length
    return { epoch, schemaVersion, headSeq, frozen, snapshot: snapshot?.state ?? null, updates }
  }

  async upgrade(projectId: ProjectId): Promise<void> {
    const document = this.#require(projectId)
    if (!document.frozen) document.schemaVersion = SCHEMA_VERSION
  }

  /** Another process, of a later program, upgrades the document. */
  setSchemaVersion(projectId: ProjectId, schemaVersion: number): void {
    this.#require(projectId).schemaVersion = schemaVersion
  }

  async append(
    projectId: ProjectId,
    epoch: number,
    entries: readonly LogEntry[],
  ): Promise<AppendResult> {
    await this.#commit('append')
    const document = this.#documents.get(projectId)
    if (!document) return { kind: 'missing' }
    if (document.epoch !== epoch) return { kind: 'wrong-epoch', epoch: document.epoch }
    if (document.frozen) return { kind: 'frozen' }
    if (document.schemaVersion > SCHEMA_VERSION) return { kind: 'newer-schema' }
    const firstSeq = document.rows.length + 1
    entries.forEach((entry, index) => {
      const place = { seq: firstSeq + index, at: new Date(), node: this.#node }
      document.rows.push({ data: entry.data.slice(), accountId: entry.accountId, ...place })
      document.returned.push(...(entry.returned ?? []))
    })
    return { kind: 'appended', firstSeq, lastSeq: document.rows.length }
  }

  async saveReturnedTexts(
    projectId: ProjectId,
    epoch: number,
    texts: readonly ReturnedText[],
  ): Promise<void> {
    await this.#commit('append')
    this.#require(projectId, epoch).returned.push(...texts)
  }

  async bindClient(projectId: ProjectId, epoch: number, owner: ClientOwner): Promise<ClientOwner> {
    await this.#commit('bind')
    const { owners } = this.#require(projectId, epoch)
    const stored = owners.find(({ clientId }) => clientId === owner.clientId)
    if (stored) return stored
    owners.push({ ...owner })
    owners.sort((a, b) => a.clientId - b.clientId)
    return owner
  }

  async listClientOwners(projectId: ProjectId, epoch: number): Promise<readonly ClientOwner[]> {
    const document = this.#documents.get(projectId)
    return document?.epoch === epoch ? [...document.owners] : []
  }

  async compact(projectId: ProjectId, epoch: number): Promise<boolean> {
    const document = this.#documents.get(projectId)
    const stored = await this.load(projectId)
    if (!document || stored?.epoch !== epoch || stored.updates.length === 0) return false
    const { state } = await buildSnapshot(stored)
    document.snapshot = { uptoSeq: stored.headSeq, state }
    return true
  }

  async *listRows(projectId: ProjectId, epoch: number, afterSeq = 0): AsyncGenerator<LogRow> {
    const document = this.#documents.get(projectId)
    if (document?.epoch === epoch) yield* document.rows.slice(afterSeq)
  }

  async #commit(commit: Commit): Promise<void> {
    await this.#gates.get(commit)?.promise
    if (this.#failure) throw this.#failure
  }

  #require(projectId: ProjectId, epoch?: number): MemoryDocument {
    const document = this.#documents.get(projectId)
    invariant(document, 'the document was created first')
    invariant(epoch === undefined || document.epoch === epoch, 'the epoch is the document’s')
    return document
  }
}

/** A log whose commits of updates wait for `release()`. */
export function heldLog(): MemoryLog {
  const log = new MemoryLog()
  log.hold('append')
  return log
}
