import { onTestFinished } from 'vitest'
import { createDocument } from '#lib/document/seed.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import type { AccountId, ProjectId, SessionId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'
import { template } from '#lib/domain/template.ts'
import { HeadCheck } from '#server/cluster/head-check.ts'
import { MemoryBus } from '#server/cluster/memory-bus.ts'
import type { Events } from '#server/metrics/events.ts'
import { MemoryLog } from '#server/store/memory-log.ts'
import { type Admission, Connection } from '#server/sync/connection.ts'
import { Rooms, type RoomsOptions } from '#server/sync/rooms.ts'
import type { Wire } from '#server/sync/wire.ts'
import type { RoomVersion, VersionStore } from '#server/versions/version-store.ts'
import { TestPeer } from './test-peer.ts'

export const projectId = '00000000-0000-4000-8000-000000000001' as ProjectId
export const author = '00000000-0000-4000-8000-0000000000aa' as AccountId
export const sections: ReadonlySet<string> = new Set(template.sections.map(({ id }) => id))
/** A part that every project has. */
export const PART = template.sections[0]?.id ?? ''

/** The first update of a project without content. */
export function blankUpdate(): Uint8Array {
  return createDocument(blankProject({ template, header: {} })).update
}

/** The names of the events that happened, in order. */
export function recordedEvents(): { names: string[]; events: Events } {
  const names: string[] = []
  const record = (name: string) => () => void names.push(name)
  const events: Events = {
    roomOpened: record('roomOpened'),
    roomClosed: record('roomClosed'),
    roomRebuilt: record('roomRebuilt'),
    committed: record('committed'),
    logFailed: record('logFailed'),
    writersSentAway: record('writersSentAway'),
    batchDropped: record('batchDropped'),
    compacted: record('compacted'),
    versionStored: record('versionStored'),
    schemaChecked: record('schemaChecked'),
    caughtUp: record('caughtUp'),
    updateReceived: record('updateReceived'),
    updateSent: record('updateSent'),
    messageMissed: record('messageMissed'),
    busLost: record('busLost'),
    busBack: record('busBack'),
    busMessageIgnored: record('busMessageIgnored'),
    gap: record('gap'),
    updateRefused: record('updateRefused'),
    connectionOpened: record('connectionOpened'),
    connectionClosed: record('connectionClosed'),
    failed: record('failed'),
  }
  return { names, events }
}

/** A network of memory: what it holds back counts as buffered. */
export class MemoryWire implements Wire {
  readonly #peer: TestPeer
  readonly #held: { frame: Uint8Array; onTaken: () => void }[] = []
  isHeld = false
  onHangUp: () => void = () => undefined

  constructor(peer: TestPeer) {
    this.#peer = peer
  }

  get bufferedBytes(): number {
    return this.#held.reduce((total, { frame }) => total + frame.length, 0)
  }

  send(frame: Uint8Array, onTaken: () => void): void {
    if (this.isHeld) {
      this.#held.push({ frame, onTaken })
      return
    }
    this.#peer.receive(frame)
    onTaken()
  }

  /** The network takes what it held. */
  release(): void {
    this.isHeld = false
    for (let held = this.#held.shift(); held !== undefined; held = this.#held.shift()) {
      this.#peer.receive(held.frame)
      held.onTaken()
    }
  }

  ping(): void {
    // Memory is always alive.
  }

  close(code: number, reason: string): void {
    this.#peer.lineClosed(code, reason)
  }

  terminate(): void {
    this.#peer.lineClosed(1006, 'terminated')
  }
}

export type Joined = { peer: TestPeer; wire: MemoryWire; connection: Connection }

/** Versions of memory: what was asked for, and what the log had then. */
export class MemoryVersions implements VersionStore {
  readonly stored: { kind: RoomVersion; rows: number }[] = []
  /** Replaced by a test that has no database, or a slow one. */
  store = async (_projectId: ProjectId, kind: RoomVersion): Promise<boolean> => {
    this.stored.push({ kind, rows: this.#log?.rows(projectId).length ?? 0 })
    return true
  }
  readonly #log: MemoryLog | undefined

  constructor(log?: MemoryLog) {
    this.#log = log
  }
}

export type TestHouse = {
  log: MemoryLog
  rooms: Rooms
  /** What a server runs every other second; a test decides when. */
  heads: HeadCheck
  events: Events
  /** Names of the events so far. */
  names: string[]
  /** Someone comes in, not waiting for the first exchange. The same name is the same person. */
  open(name: string, options?: JoinOptions): Joined
  /** Someone comes in, and has the document. */
  join(name: string, options?: JoinOptions): Promise<Joined>
}

export type JoinOptions = { role?: Role; ack?: boolean; peer?: TestPeer; project?: ProjectId }

/** One project with its blank document, in memory, and people who come and go. */
export async function testHouse(
  options: Partial<RoomsOptions> & { log?: MemoryLog } = {},
): Promise<TestHouse> {
  const { names, events: recorded } = recordedEvents()
  const events = options.events ?? recorded
  const log = options.log ?? (await newLog())
  const clock = () => Date.now()
  const listSections = async () => sections
  const versions = options.versions ?? new MemoryVersions()
  const bus = options.bus ?? new MemoryBus()
  const given = { clock, events, graceMs: 0, silenceMs: 30_000, listSections }
  const rooms = new Rooms({ ...given, ...options, log, bus, versions })
  onTestFinished(() => rooms.dispose())
  const heads = new HeadCheck({
    opened: () => rooms.opened(),
    listHeads: async () => {
      const stored = await log.load(projectId)
      return stored === null ? [] : [{ projectId, ...stored }]
    },
    events,
  })
  const open = (name: string, joining: JoinOptions = {}): Joined => {
    const peer = joining.peer ?? new TestPeer({ ack: joining.ack ?? true })
    const wire = new MemoryWire(peer)
    const leave = (closed: Connection) => closed.room && rooms.leave(closed.room, closed)
    const connection = new Connection({ wire, clock, events, onClosed: (one) => void leave(one) })
    connection.admit(admissionOf(name, joining))
    peer.connect({
      send: (frame) => connection.receive(frame.slice()),
      hangUp: () => connection.closed(1000, ''),
    })
    rooms.join(joining.project ?? projectId, connection).then(
      (room) => (room === null ? connection.close(4404, 'missing') : connection.enter(room)),
      () => connection.close(4503, 'failed'),
    )
    return { peer, wire, connection }
  }
  const join = async (name: string, joining: JoinOptions = {}) => {
    const joined = open(name, joining)
    await joined.peer.synced()
    return joined
  }
  return { log, rooms, heads, events, names, open, join }
}

export function accountOf(name: string): AccountId {
  const digits = [...name].map((letter) => letter.charCodeAt(0).toString(16)).join('')
  return `00000000-0000-4000-8000-${digits.padStart(12, '0').slice(-12)}` as AccountId
}

export async function newLog(): Promise<MemoryLog> {
  const log = new MemoryLog()
  await createBlank(log, projectId)
  return log
}

/** Makes the document of a project without content, or makes it blank again. */
export async function createBlank(log: MemoryLog, project: ProjectId): Promise<void> {
  log.create(project)
  await log.append(project, 1, [{ data: blankUpdate(), accountId: author }])
}

export function admissionOf(
  name: string,
  { role = 'editor', ack = true, project = projectId }: JoinOptions = {},
): Admission {
  const person = { accountId: accountOf(name), firstName: name, lastName: 'Test', role }
  return { person, sessionId: `session-${name}` as SessionId, projectId: project, ack }
}
