import type { ProjectId } from '#lib/domain/ids.ts'
import type { Clock } from '#lib/platform/clock.ts'
import type { ServerEvent } from '#lib/wire/channels.ts'
import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'
import type { Bus } from '#server/cluster/bus.ts'
import { RoomLink } from '#server/cluster/room-link.ts'
import type { PresenceMessage } from '#server/cluster/room-message.ts'
import type { Events } from '#server/metrics/events.ts'
import type {
  AppendResult,
  ClientOwner,
  LogEntry,
  StoredDocument,
  UpdateLog,
} from '#server/store/update-log.ts'
import { VersionKeeper } from '#server/versions/version-keeper.ts'
import type { VersionStore } from '#server/versions/version-store.ts'
import { givesBack, logEntries } from '#server/words/log-entries.ts'
import { CatchUp } from './catch-up.ts'
import { ClientOwners } from './client-owners.ts'
import type { CommitPace } from './commit-pace.ts'
import { Compactor } from './compactor.ts'
import { FanOut } from './fan-out.ts'
import { UpdateRefused } from './guard/refusal.ts'
import type { Incoming } from './guard.ts'
import { judgeWrite } from './judge-write.ts'
import { type Applied, LiveDocument, type LiveDocumentOptions } from './live-document.ts'
import { loadDocument } from './load-document.ts'
import { type Committed, LogWriter } from './log-writer.ts'
import type { Peer } from './peer.ts'
import { Presence } from './presence.ts'
import { type AwarenessEntry, encodeEvent } from './protocol.ts'
import { Rebuilding } from './rebuilding.ts'
import { endOf, type WriteMessage, type WriteOutcome } from './write-outcome.ts'

export type RoomOptions = LiveDocumentOptions & {
  readonly projectId: ProjectId
  readonly log: UpdateLog
  readonly bus: Bus
  /** A node of which nothing is heard for this long is dead (A10). */
  readonly silenceMs: number
  readonly versions: VersionStore
  readonly clock: Clock
  /** Shared by all rooms of the process. */
  readonly pace: CommitPace
  readonly events: Events
  /** The room can serve nobody any more: the history that it has is not the document's. */
  readonly onDead: (room: Room) => void
}

/**
 * One open document: its Y.Doc, the peers attached to it and its log.
 *
 * A change reaches the other peers at once and the log within one commit; only the commit is
 * acknowledged. Every change that a crash could take back is therefore still held, unacknowledged,
 * by the peer that made it. The document exists only once the log was read (R1), and nothing is
 * applied to it that the guard did not let in.
 */
export class Room {
  readonly projectId: ProjectId
  readonly epoch: number
  readonly schemaVersion: number
  readonly presence: Presence
  readonly link: RoomLink
  /** Writes are refused while it is frozen; reading goes on. */
  isFrozen: boolean
  readonly #options: RoomOptions
  readonly #peers = new Set<Peer>()
  readonly #fanOut: FanOut
  readonly #log: LogWriter
  readonly #owners: ClientOwners
  readonly #compactor: Compactor
  readonly #versions: VersionKeeper
  readonly #catchUp: CatchUp
  readonly #abort = new AbortController()
  readonly #document: LiveDocument
  readonly #rebuilding: Rebuilding

  /** Null when there is no such project. Rejects when the log cannot be read. */
  static async open(options: RoomOptions): Promise<Room | null> {
    const { projectId, log, clock, events } = options
    const startedAt = clock()
    const stored = await loadDocument(options)
    if (stored === null) return null
    const room = new Room(options, stored, await log.listClientOwners(projectId, stored.epoch))
    const updates = stored.updates.length
    events.roomOpened(projectId, { loadMs: clock() - startedAt, updates, ...room.live })
    return room
  }

  private constructor(options: RoomOptions, stored: StoredDocument, bound: readonly ClientOwner[]) {
    const { projectId, log, bus, clock, pace, silenceMs, events } = options
    this.#options = options
    this.projectId = projectId
    this.epoch = stored.epoch
    this.schemaVersion = stored.schemaVersion
    this.isFrozen = stored.frozen
    this.#document = new LiveDocument(stored, options)
    const onFailure = (error: unknown) => events.logFailed(projectId, error)
    const { epoch, headSeq } = stored
    const place = { log, projectId, epoch, headSeq, clock, events, onFailure }
    const tell = (message: PresenceMessage) => this.link.tell(message)
    this.presence = new Presence({ peers: this.#peers, clock, silenceMs, tell })
    this.#fanOut = new FanOut(this.#peers, clock, events)
    this.#owners = new ClientOwners({ ...place, owners: bound })
    this.#compactor = new Compactor(place)
    this.#log = new LogWriter({
      ...{ ...place, pace },
      onCommitted: (entries, committed) => this.#onCommitted(entries, committed),
      onRefused: (why, dropped) => this.#onRefusedByLog(why, dropped),
      onOverdue: () => this.#sendWritersAway(),
    })
    this.#versions = new VersionKeeper({
      ...options,
      afterPending: (done) => this.#log.afterPending(done),
      onStored: () => this.link.announce('versions'),
    })
    const { signal } = this.#abort
    this.#rebuilding = new Rebuilding({
      ...{ ...place, signal },
      pendingUpdates: () => this.#log.pendingUpdates(),
      onRead: (read, pending) => this.#document.replace(read, pending),
      onOtherEpoch: () => this.end(closeCodes.wrongEpoch, 'other epoch'),
    })
    this.#catchUp = new CatchUp({
      ...{ ...place, document: this.#document, owners: this.#owners, signal },
      settled: () => this.rebuilding,
      onRow: ({ data }) => {
        this.#fanOut.broadcast(data, null)
        this.#noteStored([data])
      },
      onSpoilt: (error) => this.#rebuilding.start(error),
      onWordsReturned: () => this.link.announce('returned-texts'),
    })
    this.link = new RoomLink({
      ...{ ...place, bus, presence: this.presence, catchUp: this.#catchUp },
      onHappened: (type) => this.tell({ type }),
    })
    this.#compactor.count(stored.updates)
  }

  get isEmpty(): boolean {
    return this.#peers.size === 0
  }

  /** True when the log has all that the document has. */
  get isDurable(): boolean {
    return this.#log.isDurable
  }

  get live() {
    return { bytes: this.#document.bytes, ...this.#log.pending }
  }

  /** While not null the document is being read again: nothing may be asked of the room before. */
  get rebuilding(): Promise<void> | null {
    return this.#rebuilding.running
  }

  join(peer: Peer): void {
    this.#peers.add(peer)
  }

  leave(peer: Peer): void {
    this.#peers.delete(peer)
    this.presence.leave(peer)
  }

  /** What the document has and a client with this state vector lacks. */
  difference(stateVector: Uint8Array): Uint8Array {
    return this.#document.difference(stateVector)
  }

  stateVector(): Uint8Array {
    return this.#document.stateVector()
  }

  /**
   * Takes what a peer writes. A promise means: nothing was taken yet; call again, with the same
   * message, once it is resolved.
   *
   * @throws {UpdateRefused} nothing of it was taken, and nothing that depends on it ever will be.
   */
  write(peer: Peer, message: WriteMessage): WriteOutcome | Promise<void> {
    const judged = judgeWrite(peer, message, {
      ...{ document: this.#document, owners: this.#owners, versions: this.#versions },
      ...{ isFrozen: this.isFrozen, isOverdue: this.#log.isOverdue },
    })
    if (typeof judged === 'string' || judged instanceof Promise) return judged
    this.#apply(peer, this.#tryApply(message.update, judged))
    return 'taken'
  }

  /** A promise is resolved once the peer's client id is bound: what it writes has to wait for it. */
  present(peer: Peer, entries: readonly AwarenessEntry[]): Promise<void> | null {
    this.presence.receive(peer, entries)
    const clientId = this.presence.clientOf(peer)
    if (clientId === undefined || !peer.canWrite || this.isFrozen) return null
    const firstClock = this.#document.nextClock(clientId)
    return this.#owners.bindNew([{ clientId, firstClock }], peer.person.accountId)
  }

  /** Tells the peer that all that it wrote before this marker is stored, once it is (R3). */
  acknowledge(peer: Peer, marker: number): void {
    this.#log.afterPending((seq) => this.#fanOut.acknowledge(peer, { marker, seq }))
  }

  /** Calls `done` with the last stored number once all that came before is committed. */
  afterPending(done: (seq: number) => void): void {
    this.#log.afterPending(done)
  }

  /** Tells everyone what happened to the project outside of its document. */
  tell(event: ServerEvent): void {
    const frame = encodeEvent(event)
    for (const peer of this.#peers) peer.sendEvent(frame)
  }

  closeAll(code: CloseCode, reason: string, isMeant: (peer: Peer) => boolean = () => true): void {
    for (const peer of [...this.#peers].filter(isMeant)) peer.close(code, reason)
  }

  /** Sends what waits to leave. */
  flush(): void {
    this.#fanOut.flush()
  }

  /** The log has rows that this room did not write (K1). */
  catchUp(): Promise<void> {
    return this.#catchUp.run()
  }

  /** What the database says of the document, whatever was heard (K8, K9); null: it has none. */
  checkHead(head: { epoch: number; headSeq: number } | null): void {
    if (head === null) this.end(closeCodes.notFound, 'no such project')
    else if (head.epoch !== this.epoch) this.end(closeCodes.wrongEpoch, 'other epoch')
    else this.#catchUp.noteHead(head.headSeq)
  }

  /** A snapshot for the next loading, and a version of what was written. The room is durable. */
  async close(): Promise<void> {
    await Promise.all([this.#compactor.run(), this.#versions.close()])
  }

  /** It can serve nobody any more: whoever comes next gets another. */
  end(code: CloseCode, reason: string): void {
    this.closeAll(code, reason)
    this.#options.onDead(this)
  }

  /** The only place where a room ends. */
  dispose(): void {
    this.#abort.abort()
    this.link.stop()
    this.#fanOut.flush()
    this.#log.stop()
    this.#owners.stop()
    this.#versions.stop()
    this.presence.stop()
    this.#document.destroy()
    this.#options.events.roomClosed(this.projectId)
  }

  #apply(peer: Peer, applied: Applied): void {
    for (const entry of logEntries(applied, peer.person.accountId, this.#owners)) {
      this.#fanOut.broadcast(entry.data, peer)
      this.#log.append(entry)
    }
  }

  #tryApply(update: Uint8Array, incoming: Incoming): Applied {
    try {
      return this.#document.apply(update, incoming)
    } catch (error) {
      this.#rebuilding.start(error)
      throw new UpdateRefused('malformed', 'Yjs cannot take it', { cause: error })
    }
  }

  #onCommitted(entries: readonly LogEntry[], committed: Committed): void {
    const { firstSeq, lastSeq } = committed
    this.#options.events.committed(this.projectId, { updates: entries.length, ...committed })
    this.#catchUp.noteOwn(committed)
    this.link.tell({ type: 'stored', epoch: this.epoch, firstSeq, lastSeq, rows: entries })
    this.#noteStored(entries.map(({ data }) => data))
    if (entries.some(givesBack)) this.link.announce('returned-texts')
  }

  #noteStored(rows: readonly Uint8Array[]): void {
    this.#compactor.count(rows)
    this.#versions.noteWrite()
  }

  /**
   * The peers have words that will never be stored. A frozen document's writers are told; each other
   * peer comes back, and is told so about the words if it has them.
   */
  #onRefusedByLog(why: Exclude<AppendResult, { kind: 'appended' }>, dropped: LogEntry[]): void {
    this.#options.events.batchDropped(this.projectId, { why: why.kind, updates: dropped.length })
    if (why.kind === 'frozen') {
      const writers = new Set(dropped.map(({ accountId }) => accountId))
      this.closeAll(closeCodes.frozen, 'frozen', ({ person }) => writers.has(person.accountId))
    }
    const { code, reason } = endOf[why.kind]
    this.end(code, reason)
  }

  #sendWritersAway(): void {
    this.#options.events.writersSentAway(this.projectId, this.#log.pending)
    this.closeAll(closeCodes.tryAgain, 'the log is late', ({ canWrite }) => canWrite)
  }
}
