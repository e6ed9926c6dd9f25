import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import { AppError } from '#lib/platform/errors.ts'
import type { ClientOwner, UpdateLog } from '#server/store/update-log.ts'
import { UpdateRefused } from './guard/refusal.ts'
import type { NewClocks } from './guard.ts'
import { retryForever } from './retry.ts'

export type ClientOwnersOptions = {
  readonly log: UpdateLog
  readonly projectId: ProjectId
  readonly epoch: number
  readonly owners: readonly ClientOwner[]
  readonly onFailure: (error: unknown) => void
}

/**
 * Whose each Yjs client id is (R7). The first binding wins, in the database: an id that someone owns
 * stays theirs, whoever relays what they wrote.
 */
export class ClientOwners {
  readonly #options: ClientOwnersOptions
  readonly #owners = new Map<number, AccountId>()
  readonly #binding = new Map<number, Promise<void>>()
  readonly #abort = new AbortController()

  constructor(options: ClientOwnersOptions) {
    this.#options = options
    for (const { clientId, accountId } of options.owners) this.#owners.set(clientId, accountId)
  }

  ownerOf(clientId: number): AccountId | undefined {
    return this.#owners.get(clientId)
  }

  /** @throws {UpdateRefused} `foreign_client`: someone else writes with one of these. */
  checkOwn(clients: readonly NewClocks[], accountId: AccountId): void {
    const isForeign = clients.some(
      ({ clientId }) => (this.#owners.get(clientId) ?? accountId) !== accountId,
    )
    if (isForeign) throw new UpdateRefused('foreign_client')
  }

  /**
   * Null when each id has its owner; else resolves once the owners of all are committed, and rejects
   * when the room ends before.
   */
  bindNew(clients: readonly NewClocks[], accountId: AccountId): Promise<void> | null {
    const unbound = clients.filter(({ clientId }) => !this.#owners.has(clientId))
    if (unbound.length === 0) return null
    return Promise.all(unbound.map((client) => this.#bindOnce(client, accountId))).then(
      () => undefined,
    )
  }

  /** Those whom the log knows besides: a use case binds its own. */
  learn(owners: readonly ClientOwner[]): void {
    for (const { clientId, accountId } of owners) {
      if (!this.#owners.has(clientId)) this.#owners.set(clientId, accountId)
    }
  }

  /** No binding is tried again. */
  stop(): void {
    this.#abort.abort()
  }

  #bindOnce(client: NewClocks, accountId: AccountId): Promise<void> {
    if (this.#owners.has(client.clientId)) return Promise.resolve()
    const started = this.#binding.get(client.clientId)
    if (started !== undefined) return started
    const binding = this.#bind({ ...client, accountId }).finally(() => {
      this.#binding.delete(client.clientId)
    })
    this.#binding.set(client.clientId, binding)
    return binding
  }

  async #bind(owner: ClientOwner): Promise<void> {
    const { log, projectId, epoch, onFailure } = this.#options
    const stored = await retryForever(() => log.bindClient(projectId, epoch, owner), {
      signal: this.#abort.signal,
      onFailure,
    })
    if (stored === null) throw new AppError('the room ended')
    this.#owners.set(owner.clientId, stored.accountId)
  }
}
