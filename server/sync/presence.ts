import { limits } from '#lib/wire/limits.ts'
import type { PresenceMessage, PresentElsewhere } from '#server/cluster/room-message.ts'
import { Colors } from './colors.ts'
import { Elsewhere } from './elsewhere.ts'
import type { Peer, Person } from './peer.ts'
import { type AwarenessEntry, encodeAwareness } from './protocol.ts'

const coalesceMs = 40
const minIntervalMs = 1000 / limits.awarenessPerSecond

/** One Yjs client: the connection that has it, and the state that others see (JSON; null: left). */
type Present = {
  peer: Peer
  clock: number
  state: string | null
  /** The newest that came, not read yet. */
  next: AwarenessEntry | null
  takenAt: number
}

type Change = AwarenessEntry & { readonly person: Person }

export type PresenceOptions = {
  readonly peers: ReadonlySet<Peer>
  readonly clock: () => number
  /** A node of which nothing is heard for this long is dead. */
  readonly silenceMs: number
  /** Tells the rooms of the document on other nodes. */
  readonly tell: (message: PresenceMessage) => void
}

/**
 * Who is where in one room. A connection speaks for one Yjs client id; the name, colour and role
 * that others see are the server's (A1–A7). Who is on other nodes is among them (A8–A10).
 */
export class Presence {
  readonly #peers: ReadonlySet<Peer>
  readonly #clock: () => number
  readonly #tell: (message: PresenceMessage) => void
  readonly #colors = new Colors()
  readonly #elsewhere: Elsewhere
  readonly #present = new Map<number, Present>()
  readonly #clientOf = new Map<Peer, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: PresenceOptions) {
    this.#peers = options.peers
    this.#clock = options.clock
    this.#tell = options.tell
    this.#elsewhere = new Elsewhere(options.clock, options.silenceMs)
  }

  /** How many are on this node. */
  get size(): number {
    return this.#present.size
  }

  clientOf(peer: Peer): number | undefined {
    return this.#clientOf.get(peer)
  }

  /**
   * Takes what a client says of itself. What it says of others is left unread: y-websocket sends
   * back each state that it receives.
   */
  receive(peer: Peer, entries: readonly AwarenessEntry[]): void {
    const first = entries[0]
    if (first !== undefined && !this.#clientOf.has(peer)) this.#claim(peer, first)
    const own = this.#clientOf.get(peer)
    for (const entry of entries) {
      if (entry.clientId !== own) continue
      if (entry.state.length > limits.awarenessStateBytes) continue
      const present = this.#present.get(entry.clientId)
      if (present !== undefined && isNewer(entry, present)) {
        present.next = entry
        this.#schedule(coalesceMs)
      }
    }
  }

  /** Everybody who is there, for a peer that asks; null when nobody is. */
  snapshot(): Uint8Array | null {
    const entries = [...this.#here(), ...this.#elsewhere.entries()]
    return entries.length === 0 ? null : encodeAwareness(entries)
  }

  /** What another node says of those who are there. */
  hear(node: string, message: PresenceMessage): void {
    if (message.type === 'who-is-there') {
      this.beat()
      return
    }
    const isNew = message.type === 'present'
    const people = message.people.filter((person) => this.#isThere(person, isNew))
    for (const { accountId, color } of people) this.#colors.learn(accountId, color)
    this.#broadcast(this.#elsewhere.hear(node, { type: message.type, people }), undefined)
  }

  /** To be called now and then: it tells the others who is here, and drops who is on a dead node. */
  beat(): void {
    const here = this.#here()
    if (here.length > 0) this.#tell({ type: 'present-all', people: this.#told(here) })
    this.#broadcast(this.#elsewhere.expire(), undefined)
  }

  /** The peer is gone: nothing of it is kept, and the others are told. */
  leave(peer: Peer): void {
    const clientId = this.#clientOf.get(peer)
    this.#clientOf.delete(peer)
    if (clientId === undefined) return
    const present = this.#present.get(clientId)
    this.#present.delete(clientId)
    if (present === undefined || present.state === null) return
    const gone = { clientId, clock: present.clock + 1, state: 'null', person: peer.person }
    this.#announce([gone], peer)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  /** The first id that a connection names is its own, unless it is someone else's. */
  #claim(peer: Peer, { clientId, clock }: AwarenessEntry): void {
    const { accountId } = peer.person
    const holder = this.#present.get(clientId)
    if (!this.#elsewhere.giveUp(clientId, accountId)) return
    if (holder !== undefined) {
      // The same person again: their last connection has not been found dead yet.
      if (holder.peer.person.accountId !== accountId) return
      this.#clientOf.delete(holder.peer)
      holder.peer = peer
    } else {
      const takenAt = Number.NEGATIVE_INFINITY
      this.#present.set(clientId, { peer, clock: clock - 1, state: null, next: null, takenAt })
    }
    this.#clientOf.set(peer, clientId)
  }

  /**
   * False when the client is on this node. One that has gone to another node takes its newest state
   * along; its last connection here has not been found dead yet.
   */
  #isThere({ clientId, clock, accountId, state }: PresentElsewhere, isNew: boolean): boolean {
    const here = this.#present.get(clientId)
    if (here === undefined) return true
    if (state === null || here.peer.person.accountId !== accountId) return false
    const known = here.next?.clock ?? here.clock
    if (clock < known || (clock === known && !isNew)) return false
    this.#clientOf.delete(here.peer)
    this.#present.delete(clientId)
    return true
  }

  #here(): Change[] {
    return [...this.#present].flatMap(([clientId, { clock, state, peer }]) =>
      state === null ? [] : [{ clientId, clock, state, person: peer.person }],
    )
  }

  #told(changes: readonly Change[]): PresentElsewhere[] {
    return changes.map(({ person: { accountId }, clientId, clock, state }) => {
      const color = this.#colors.of(accountId)
      return { clientId, clock, accountId, color, state: state === 'null' ? null : state }
    })
  }

  #schedule(delayMs: number): void {
    this.#timer ??= setTimeout(() => this.#flush(), delayMs)
  }

  #flush(): void {
    this.#timer = undefined
    const changed: Change[] = []
    const authors = new Set<Peer>()
    let isLate = false
    for (const [clientId, present] of this.#present) {
      if (present.next === null) continue
      if (this.#clock() - present.takenAt < minIntervalMs) {
        isLate = true
        continue
      }
      const entry = this.#take(clientId, present, present.next)
      authors.add(present.peer)
      if (entry !== null) changed.push(entry)
    }
    const [author] = authors
    this.#announce(changed, authors.size === 1 ? author : undefined)
    if (isLate) this.#schedule(minIntervalMs)
  }

  #take(clientId: number, present: Present, next: AwarenessEntry): Change | null {
    const { person } = present.peer
    present.next = null
    present.takenAt = this.#clock()
    const state = withUser(next.state, this.#userOf(person))
    if (state === undefined) return null
    present.clock = next.clock
    present.state = state
    return { clientId, clock: next.clock, state: state ?? 'null', person }
  }

  #userOf(person: Person): unknown {
    const { accountId, firstName, lastName, role } = person
    const name = `${firstName} ${lastName}`.trim()
    return { id: accountId, name, firstName, color: this.#colors.of(accountId), role }
  }

  #announce(changes: readonly Change[], except: Peer | undefined): void {
    if (changes.length === 0) return
    this.#broadcast(changes, except)
    this.#tell({ type: 'present', people: this.#told(changes) })
  }

  #broadcast(entries: readonly AwarenessEntry[], except: Peer | undefined): void {
    if (entries.length === 0) return
    const frame = encodeAwareness(entries)
    for (const peer of this.#peers) if (peer !== except) peer.sendPresence(frame)
  }
}

function isNewer(entry: AwarenessEntry, { clock, state, next }: Present): boolean {
  const known = next?.clock ?? clock
  if (entry.clock > known) return true
  const isThere = next === null ? state !== null : next.state !== 'null'
  return entry.clock === known && entry.state === 'null' && isThere
}

/** The state with the server's `user`; null when the client left, undefined when it is no state. */
function withUser(text: string, user: unknown): string | null | undefined {
  const state = parseJson(text)
  if (state === null) return null
  if (typeof state !== 'object' || Array.isArray(state)) return undefined
  return JSON.stringify({ ...state, user })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
