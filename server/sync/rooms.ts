import type { ProjectId } from '#lib/domain/ids.ts'
import { CommitPace } from './commit-pace.ts'
import type { Peer } from './peer.ts'
import { Room, type RoomOptions } from './room.ts'

export type RoomsOptions = Omit<RoomOptions, 'projectId' | 'sections' | 'pace' | 'onDead'> & {
  /** Ids of the parts of a project: those of the template and its own. */
  readonly listSections: (projectId: ProjectId) => Promise<ReadonlySet<string>>
  /** How long a room stays open after the last one left: a page that is loaded again finds it. */
  readonly graceMs: number
}

/** Every open room, each loaded once and unloaded only when the log has all of it (R8). */
export class Rooms {
  readonly #options: RoomsOptions
  readonly #rooms = new Map<ProjectId, Promise<Room | null>>()
  readonly #open = new Map<ProjectId, Room>()
  readonly #graces = new Map<Room, NodeJS.Timeout>()
  readonly #pace: CommitPace

  constructor(options: RoomsOptions) {
    this.#options = options
    this.#pace = new CommitPace(options.clock)
  }

  get size(): number {
    return this.#rooms.size
  }

  opened(): Iterable<Room> {
    return this.#open.values()
  }

  /** The room when it is open. */
  find(projectId: ProjectId): Room | undefined {
    return this.#open.get(projectId)
  }

  /** Opens the room if nobody has, and attaches the peer. Null when there is no such project. */
  async join(projectId: ProjectId, peer: Peer): Promise<Room | null> {
    // A room that died while we waited is not joined: the next turn loads it again.
    for (;;) {
      const room = await this.#load(projectId)
      if (room === null) return null
      if (this.#open.get(projectId) !== room) continue
      clearTimeout(this.#graces.get(room))
      this.#graces.delete(room)
      room.join(peer)
      return room
    }
  }

  leave(room: Room, peer: Peer): void {
    room.leave(peer)
    if (room.isEmpty && this.#open.get(room.projectId) === room) this.#startGrace(room)
  }

  /** Tells the other nodes who is here. */
  beat(): void {
    for (const room of this.#open.values()) room.presence.beat()
  }

  /** Resolves once the log has all of every room. */
  async settled(): Promise<void> {
    const rooms = [...this.#open.values()]
    await Promise.all(
      rooms.map((room) => new Promise<void>((resolve) => room.afterPending(() => resolve()))),
    )
  }

  /** Ends every room; what is not stored yet is given up. */
  dispose(): void {
    for (const room of this.#open.values()) this.#drop(room)
  }

  #load(projectId: ProjectId): Promise<Room | null> {
    const loading = this.#rooms.get(projectId)
    if (loading !== undefined) return loading
    const opening = this.#openRoom(projectId)
    this.#rooms.set(projectId, opening)
    // A failure is not remembered: whoever comes next tries again.
    opening.then(
      (room) => room === null && this.#rooms.delete(projectId),
      () => this.#rooms.delete(projectId),
    )
    return opening
  }

  async #openRoom(projectId: ProjectId): Promise<Room | null> {
    const sections = await this.#options.listSections(projectId)
    const room = await Room.open({
      ...this.#options,
      projectId,
      sections,
      pace: this.#pace,
      onDead: (dead) => this.#drop(dead),
    })
    if (room !== null) {
      this.#open.set(projectId, room)
      // What was committed while it was loading told nobody: it reads once more.
      room.link.listen()
      this.#startGrace(room)
    }
    return room
  }

  #startGrace(room: Room): void {
    clearTimeout(this.#graces.get(room))
    const timer = setTimeout(() => this.#unload(room), this.#options.graceMs)
    timer.unref()
    this.#graces.set(room, timer)
  }

  #unload(room: Room): void {
    if (!room.isEmpty || this.#open.get(room.projectId) !== room) return
    // Words that only this process has keep the room open, however long the database is away.
    if (!room.isDurable) {
      room.afterPending(() => this.#startGrace(room))
      return
    }
    this.#drop(room)
    void room.close()
  }

  #drop(room: Room): void {
    clearTimeout(this.#graces.get(room))
    this.#graces.delete(room)
    if (this.#open.get(room.projectId) !== room) return
    this.#open.delete(room.projectId)
    this.#rooms.delete(room.projectId)
    room.dispose()
  }
}
