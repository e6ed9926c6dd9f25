import { hostname } from 'node:os'
import type { Db } from '#db/client.ts'
import { listDocumentHeads } from '#db/queries/document.ts'
import { findProject } from '#db/queries/project.ts'
import { accessOf, roleOf } from '#db/queries/project-member.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import { noteActivity, readSession } from '#lib/auth/session-cookie.ts'
import { parseProjectId } from '#lib/domain/ids.ts'
import { template } from '#lib/domain/template.ts'
import { systemClock } from '#lib/platform/clock.ts'
import type { SocketLimits as SocketLimitSettings } from '#lib/platform/env.ts'
import type { ProjectSignal } from '#lib/platform/project-signals.ts'
import { limits } from '#lib/wire/limits.ts'
import type { Bus } from './cluster/bus.ts'
import { HeadCheck } from './cluster/head-check.ts'
import { shareSignals } from './cluster/shared-signals.ts'
import type { HttpHandler, UpgradeHandler } from './http.ts'
import type { Events } from './metrics/events.ts'
import type { LiveState } from './metrics/live-state.ts'
import { SchemaChecks } from './schema-check/schema-checks.ts'
import { createDatabaseLog } from './store/database-log.ts'
import { AccessCheck } from './sync/access-check.ts'
import { closeStaggered, within } from './sync/drain.ts'
import { pause } from './sync/pause.ts'
import { Rooms } from './sync/rooms.ts'
import { SocketLimits } from './sync/socket-limits.ts'
import { SyncServer } from './sync/sync-server.ts'
import { createVersionStore } from './versions/version-store.ts'
import { forgetOldWords } from './words/forget-old-words.ts'

const accessCheckMs = 1_500
/** How late an edit of another node can be when no message tells of it. */
const headCheckMs = 2_000
/** People of a node that says nothing for this long are gone; it speaks three times as often. */
const silenceMs = 30_000
const forgettingMs = 3_600_000
/** A page that is loaded again finds its room open. */
const graceMs = 30_000
/** What a drain may take at most; what is not stored then is sent again by those who wrote it. */
const drainMs = 20_000
/** Of it, what is kept for the last steps. */
const closingMs = 1_500

export type Sync = {
  readonly upgrade: UpgradeHandler
  /** Connections of those whose network lets no socket through. */
  readonly handle: HttpHandler
  readonly isDraining: () => boolean
  readonly live: LiveState
  /** Says that it stops, takes nobody more, then stores, acknowledges and closes with 1012 (D1, D2). */
  readonly drain: () => Promise<void>
}

export type SyncParts = {
  readonly db: Db
  readonly bus: Bus
  readonly publicUrl: string
  readonly events: Events
  /** What is absent has its default. */
  readonly socketLimits?: Partial<SocketLimitSettings>
  /** How long a drain only says that it is not ready, and still takes who is sent here. */
  readonly drainNoticeMs?: number
  readonly silenceMs?: number
}

/** Composes the sync server on a database, and on a bus, which the caller closes after the drain. */
export function startSync(parts: SyncParts): Sync {
  const { db, bus, publicUrl, events, socketLimits = {}, drainNoticeMs = 0 } = parts
  const silent = parts.silenceMs ?? silenceMs
  const log = createDatabaseLog(db, { node: `${hostname()}:${process.pid}` })
  const checks = new SchemaChecks({ log, events })
  const rooms = new Rooms({
    ...{ log, bus, silenceMs: silent },
    versions: createVersionStore(db, checks),
    clock: systemClock,
    events,
    graceMs,
    listSections: async (projectId) => {
      const own = await listProjectSections(db, projectId)
      return new Set([...template.sections.map(({ id }) => id), ...own.map((one) => one.sectionId)])
    },
  })
  const server = new SyncServer({
    rooms,
    limits: new SocketLimits(socketLimits, systemClock),
    publicUrl,
    clock: systemClock,
    events,
    readSession: (cookie) => readSession(cookie, db),
    findRole: async (projectId, accountId) => {
      const project = await findProject(db, projectId)
      return project === undefined ? undefined : roleOf(db, { projectId, accountId })
    },
  })
  const stopTimers = startTimers({ db, bus, server, rooms, events, beatMs: silent / 3 })
  let isDraining = false
  return {
    upgrade: (request, socket, head) => server.upgrade(request, socket, head),
    handle: (request, response) => server.handle(request, response),
    isDraining: () => isDraining,
    live: liveStateOf(server, rooms),
    drain: async () => {
      isDraining = true
      await pause(drainNoticeMs)
      server.stopTaking()
      const work = [closeStaggered([...server.connections]), rooms.settled()]
      await within(drainMs - drainNoticeMs - 2 * closingMs, Promise.all(work))
      stopTimers()
      server.connections.closeAll()
      await within(closingMs, server.closed())
      // What came in while the first batches were stored was seen by others already.
      await within(closingMs, rooms.settled())
      rooms.dispose()
      checks.stop()
    },
  }
}

function liveStateOf(server: SyncServer, rooms: Rooms): LiveState {
  return {
    connections: () => [...server.connections].map(({ live }) => live),
    rooms: () => [...rooms.opened()].map(({ live }) => live),
  }
}

type Hearing = { rooms: Rooms; check: AccessCheck }
type Running = {
  db: Db
  bus: Bus
  server: SyncServer
  rooms: Rooms
  events: Events
  beatMs: number
}

function startTimers({ db, bus, server, rooms, events, beatMs }: Running): () => void {
  const check = new AccessCheck({
    connections: server.connections,
    accessOf: (pairs) => accessOf(db, pairs),
    noteActivity: (sessionId) => noteActivity(db, sessionId),
    findRoom: (projectId) => rooms.find(projectId),
    events,
  })
  const heads = new HeadCheck({
    opened: () => rooms.opened(),
    listHeads: (projectIds) => listDocumentHeads(db, projectIds),
    events,
  })
  const timers = [
    setInterval(() => void check.run(), accessCheckMs),
    setInterval(() => void heads.run(), headCheckMs),
    setInterval(() => rooms.beat(), beatMs),
    setInterval(() => server.connections.beat(), limits.heartbeatMs),
    setInterval(() => void forgetOldWords(db, { now: new Date(), events }), forgettingMs),
  ]
  const stopListening = shareSignals({
    ...{ bus, events },
    hear: (signal) => void hear(signal, { rooms, check }),
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
    stopListening()
  }
}

/** Rights are looked at before anyone is told: who has none left need not hear of it. */
async function hear({ projectId, what }: ProjectSignal, { rooms, check }: Hearing): Promise<void> {
  const id = parseProjectId(projectId)
  const room = id === null ? undefined : rooms.find(id)
  if (room === undefined) return
  if (what === 'document') return room.catchUp()
  if (what === 'members' || what === 'status') await check.run()
  room.tell({ type: what })
}
