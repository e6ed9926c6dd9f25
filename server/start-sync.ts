import { hostname } from 'node:os'
import type { Db } from '#db/client.ts'
import { findProject } from '#db/queries/project.ts'
import { accessOf, roleOf } from '#db/queries/project-member.ts'
import { listProjectSections } from '#db/queries/project-section.ts'
import { noteActivity, readSession } from '#lib/auth/session-cookie.ts'
import { parseProjectId } from '#lib/domain/ids.ts'
import { template } from '#lib/domain/template.ts'
import { systemClock } from '#lib/platform/clock.ts'
import { onProjectSignal, type ProjectSignal } from '#lib/platform/project-signals.ts'
import { limits } from '#lib/wire/limits.ts'
import type { UpgradeHandler } from './http.ts'
import type { Events } from './metrics/events.ts'
import { createDatabaseLog } from './store/database-log.ts'
import { AccessCheck } from './sync/access-check.ts'
import { Rooms } from './sync/rooms.ts'
import { SyncServer } from './sync/sync-server.ts'
import { createVersionStore } from './versions/version-store.ts'
import { forgetOldWords } from './words/forget-old-words.ts'

const accessCheckMs = 1_500
const forgettingMs = 3_600_000
/** A page that is loaded again finds its room open. */
const graceMs = 30_000
/** What a drain may take at most; what is not stored then is sent again by those who wrote it. */
const drainMs = 20_000
const closingMs = 1_500

export type Sync = {
  readonly upgrade: UpgradeHandler
  readonly isDraining: () => boolean
  /** Stores what is pending, acknowledges it, then closes every socket with 1012. */
  readonly drain: () => Promise<void>
}

export type SyncParts = { readonly db: Db; readonly publicUrl: string; readonly events: Events }

/** Composes the sync server on a database. */
export function startSync({ db, publicUrl, events }: SyncParts): Sync {
  const rooms = new Rooms({
    log: createDatabaseLog(db, { node: `${hostname()}:${process.pid}` }),
    versions: createVersionStore(db),
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
    publicUrl,
    clock: systemClock,
    events,
    readSession: (cookie) => readSession(cookie, db),
    findRole: async (projectId, accountId) => {
      const project = await findProject(db, projectId)
      return project === undefined ? undefined : roleOf(db, { projectId, accountId })
    },
  })
  const stopTimers = startTimers({ db, server, rooms, events })
  let isDraining = false
  return {
    upgrade: (request, socket, head) => server.upgrade(request, socket, head),
    isDraining: () => isDraining,
    drain: async () => {
      isDraining = true
      server.stopTaking()
      await within(drainMs, rooms.settled())
      stopTimers()
      server.connections.closeAll()
      await within(closingMs, server.closed())
      // What came in while the first batches were stored was seen by others already.
      await within(closingMs, rooms.settled())
      rooms.dispose()
    },
  }
}

type Hearing = { rooms: Rooms; check: AccessCheck }
type Running = { db: Db; server: SyncServer; rooms: Rooms; events: Events }

function startTimers({ db, server, rooms, events }: Running): () => void {
  const check = new AccessCheck({
    connections: server.connections,
    accessOf: (pairs) => accessOf(db, pairs),
    noteActivity: (sessionId) => noteActivity(db, sessionId),
    findRoom: (projectId) => rooms.find(projectId),
    events,
  })
  const timers = [
    setInterval(() => void check.run(), accessCheckMs),
    setInterval(() => server.connections.beat(), limits.heartbeatMs),
    setInterval(() => void forgetOldWords(db, { now: new Date(), events }), forgettingMs),
  ]
  const stopListening = onProjectSignal((signal) => void hear(signal, { rooms, check }))
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

/** Waits for the work, but not longer. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}
