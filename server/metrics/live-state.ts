import { Gauge, type Registry } from 'prom-client'
import { type Role, roles } from '#lib/domain/roles.ts'

export type LiveConnection = {
  /** Null until it is known who it is. */
  readonly role: Role | null
  /** What was written for it and has not left. */
  readonly bufferedBytes: number
}

export type LiveRoom = {
  readonly bytes: number
  /** What the database has not stored yet, and how old the oldest of it is; 0 when it has all. */
  readonly pendingBytes: number
  readonly pendingMs: number
}

/** What the sync server has at this moment. */
export type LiveState = {
  readonly connections: () => Iterable<LiveConnection>
  readonly rooms: () => Iterable<LiveRoom>
}

type Watched = LiveState & { readonly degraded: ReadonlySet<string> }

/** Gauges that look at the server when they are read: nothing has to be counted up and down. */
export function watchLiveState(registry: Registry, state: Watched): void {
  const rooms = (read: (room: LiveRoom) => number) => [...state.rooms()].map(read)
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name: `trame_${name}`, help, registers: [registry] },
      collect() {
        this.set(read())
      },
    })
  watchConnections(registry, state)
  gauge('docs_loaded', 'Documents that are open', () => rooms(() => 1).length)
  gauge('doc_bytes', 'Bytes of all open documents, as stored', () => sum(rooms((one) => one.bytes)))
  gauge('doc_bytes_max', 'Bytes of the largest open document', () =>
    Math.max(0, ...rooms((one) => one.bytes)),
  )
  gauge('pending_bytes', 'Updates that the database has not stored yet', () =>
    sum(rooms((one) => one.pendingBytes)),
  )
  gauge('unacked_oldest_seconds', 'Age of the oldest update that is not stored', () =>
    Math.max(0, ...rooms((one) => one.pendingMs / 1000)),
  )
  gauge('docs_degraded', 'Documents whose last attempt at the database failed', () => {
    return state.degraded.size
  })
  gauge('buffered_bytes_max', 'What waits for the slowest connection', () =>
    Math.max(0, ...[...state.connections()].map((one) => one.bufferedBytes)),
  )
}

function watchConnections(registry: Registry, { connections }: LiveState): void {
  new Gauge({
    name: 'trame_connections',
    help: 'Open connections, by role; none is who is not identified yet',
    labelNames: ['role'],
    registers: [registry],
    collect() {
      const counts = new Map<string, number>([...roles, 'none'].map((role) => [role, 0]))
      for (const { role } of connections()) {
        const name = role ?? 'none'
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      for (const [role, count] of counts) this.set({ role }, count)
    },
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
