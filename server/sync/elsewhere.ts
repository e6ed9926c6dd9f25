import type { AccountId } from '#lib/domain/ids.ts'
import type { Clock } from '#lib/platform/clock.ts'
import type { PresenceMessage, PresentElsewhere } from '#server/cluster/room-message.ts'
import type { AwarenessEntry } from './protocol.ts'

type Known = AwarenessEntry & { readonly node: string; readonly accountId: AccountId }
type PeopleMessage = Exclude<PresenceMessage, { type: 'who-is-there' }>

/** Who is in the rooms of one document on other nodes: each client on one node (A8–A10). */
export class Elsewhere {
  readonly #clock: Clock
  readonly #silenceMs: number
  readonly #people = new Map<number, Known>()
  readonly #heardAt = new Map<string, number>()

  /** @param silenceMs a node of which nothing is heard for this long is dead. */
  constructor(clock: Clock, silenceMs: number) {
    this.#clock = clock
    this.#silenceMs = silenceMs
  }

  entries(): Iterable<AwarenessEntry> {
    return this.#people.values()
  }

  /** The client is on this node from now on; false when it is someone else's. */
  giveUp(clientId: number, accountId: AccountId): boolean {
    const known = this.#people.get(clientId)
    if (known === undefined) return true
    return known.accountId === accountId && this.#people.delete(clientId)
  }

  /** @returns what is new to those who are here. */
  hear(node: string, { type, people }: PeopleMessage): AwarenessEntry[] {
    this.#heardAt.set(node, this.#clock())
    const changes = people.flatMap((person) => this.#take(node, person, type === 'present'))
    if (type === 'present') return changes
    const there = new Set(people.map(({ clientId }) => clientId))
    return [...changes, ...this.#remove((one) => one.node === node && !there.has(one.clientId))]
  }

  /** @returns who is gone, because nothing is heard of their node. */
  expire(): AwarenessEntry[] {
    const since = this.#clock() - this.#silenceMs
    for (const [node, heardAt] of this.#heardAt) if (heardAt <= since) this.#heardAt.delete(node)
    return this.#remove(({ node }) => !this.#heardAt.has(node))
  }

  #take(node: string, person: PresentElsewhere, isNew: boolean): AwarenessEntry[] {
    const { clientId, clock, accountId, state } = person
    const known = this.#people.get(clientId)
    const isFromThere = known?.node === node
    if (state === null) return isFromThere ? this.#remove((one) => one === known) : []
    if (known !== undefined) {
      if (known.accountId !== accountId || clock < known.clock) return []
      // A node that has not noticed yet that its client went elsewhere.
      if (clock === known.clock && !isFromThere && !isNew) return []
    }
    this.#people.set(clientId, { clientId, clock, state, node, accountId })
    return known?.state === state ? [] : [{ clientId, clock, state }]
  }

  #remove(isGone: (known: Known) => boolean): AwarenessEntry[] {
    const gone = [...this.#people.values()].filter(isGone)
    for (const { clientId } of gone) this.#people.delete(clientId)
    return gone.map(({ clientId, clock }) => ({ clientId, clock: clock + 1, state: 'null' }))
  }
}
