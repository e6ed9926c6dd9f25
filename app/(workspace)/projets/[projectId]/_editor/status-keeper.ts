import type { CopyState } from './offline/copy-state.ts'
import {
  closedLink,
  type Link,
  msToNextStatus,
  type RoomFacts,
  type RoomStatus,
  sameStatus,
  statusOf,
} from './room-status.ts'

type Edits = { unsaved: number; unsavedSince: number | null }

/** Holds the facts of one room, and tells when what they mean has changed, by event or by time. */
export class StatusKeeper {
  readonly #listeners = new Set<() => void>()
  #facts: RoomFacts
  #status: RoomStatus
  #timer: ReturnType<typeof setTimeout> | null = null
  /** The person was told that nothing travels, and not yet that all has arrived. */
  #away = false

  constructor(online: boolean) {
    this.#facts = {
      loaded: false,
      link: { kind: 'opening', since: Date.now() },
      online,
      unsaved: 0,
      unsavedSince: null,
      lastEditAt: null,
      savedAt: null,
      backAt: null,
      copy: 'none',
    }
    this.#status = statusOf(this.#facts, Date.now())
  }

  status(): RoomStatus {
    return this.#status
  }

  /** All that is known, for who shows more than the status. */
  facts(): Readonly<RoomFacts> {
    return this.#facts
  }

  get loaded(): boolean {
    return this.#facts.loaded
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  edits({ unsaved, unsavedSince }: Edits): void {
    const now = Date.now()
    const before = this.#facts
    const saved = unsaved === 0 && before.unsaved > 0
    this.#learn({
      unsaved,
      unsavedSince,
      lastEditAt: unsaved > before.unsaved ? now : before.lastEditAt,
      savedAt: saved ? now : before.savedAt,
    })
  }

  connected(via: Extract<Link, { kind: 'open' }>['via'] = 'socket'): void {
    this.#learn({ loaded: true, link: { kind: 'open', since: Date.now(), via } })
  }

  /** `failing`: by a server that could not go on; `retryAt`: when the next attempt begins. */
  disconnected({ failing, retryAt }: { failing: boolean; retryAt: number }): void {
    const { link } = this.#facts
    // Why it was closed for good is known already, or is told right after.
    if (link.kind === 'ended' || link.kind === 'signed-out') return
    const since = link.kind === 'open' ? Date.now() : link.since
    this.#learn({ link: { kind: 'cut', since, failing, retryAt } })
  }

  /** The document was found on this device. */
  found(): void {
    this.#learn({ loaded: true })
  }

  copy(copy: CopyState): void {
    this.#learn({ copy })
  }

  online(online: boolean): void {
    this.#learn({ online })
  }

  /** The server closed for good. */
  closed(code: number): void {
    this.#learn({ link: closedLink(this.#facts.link, code) })
  }

  /** The server will not store what was sent; the close code that follows says why. */
  refused(): void {
    this.#learn({ link: { kind: 'ended', code: null } })
  }

  /** The person has signed in again: the document goes on. */
  reopened(): void {
    const now = Date.now()
    this.#learn({ link: { kind: 'cut', since: now, failing: false, retryAt: now } })
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#listeners.clear()
  }

  #learn(facts: Partial<RoomFacts>): void {
    this.#facts = { ...this.#facts, ...facts }
    this.#review()
  }

  #review(): void {
    const now = Date.now()
    const { kind } = statusOf(this.#facts, now)
    if (kind === 'offline' || kind === 'reconnecting') this.#away = true
    if (kind === 'saved' && this.#away) {
      this.#away = false
      this.#facts = { ...this.#facts, backAt: now }
    }
    this.#plan(now)
    const status = statusOf(this.#facts, now)
    if (sameStatus(status, this.#status)) return
    this.#status = status
    for (const listener of this.#listeners) listener()
  }

  #plan(now: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const wait = msToNextStatus(this.#facts, now)
    this.#timer = wait === null ? null : setTimeout(() => this.#review(), wait)
  }
}
