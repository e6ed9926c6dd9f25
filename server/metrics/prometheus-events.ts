import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { closeCodes } from '#lib/wire/close-codes.ts'
import type { Events } from './events.ts'
import { type LiveState, watchLiveState } from './live-state.ts'

/** Seconds: a keystroke is to reach others within 50 ms, and the database within a few more. */
const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]
const slow = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Codes that a client may send are its own: each would make a series of its own. */
const knownCodes = new Set<number>([1000, 1001, 1005, 1006, 1009, ...Object.values(closeCodes)])

export type Metrics = {
  readonly registry: Registry
  readonly events: Events
  /** What is asked each time someone reads the metrics. */
  readonly watch: (state: LiveState) => void
}

/** The events of the sync server as numbers that Prometheus reads; `docs/operations.md` lists them. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({
    register: registry,
    prefix: 'trame_',
    // Its timer wakes the process up as often: by default as often as fifteen people who write do.
    eventLoopMonitoringPrecision: 50,
  })
  const degraded = new Set<string>()
  return {
    registry,
    events: {
      ...countRooms(registry, degraded),
      ...countTraffic(registry),
      ...countBus(registry),
    },
    watch: (state) => watchLiveState(registry, { ...state, degraded }),
  }
}

type RoomEvents = Pick<
  Events,
  | 'roomOpened'
  | 'roomClosed'
  | 'roomRebuilt'
  | 'committed'
  | 'logFailed'
  | 'writersSentAway'
  | 'batchDropped'
  | 'compacted'
  | 'versionStored'
  | 'schemaChecked'
  | 'caughtUp'
>

/** @param degraded projects whose last attempt to reach the database failed. */
function countRooms(registry: Registry, degraded: Set<string>): RoomEvents {
  const { counter, histogram } = makers(registry)
  const load = histogram('load_seconds', 'From the database to an open document', slow)
  const evictions = counter('evictions_total', 'Documents that were closed for want of people')
  const rebuilt = counter('rebuilds_total', 'Documents read again after an update Yjs cannot take')
  const commit = histogram('commit_seconds', 'One batch, until the database stored it', quick)
  const durable = histogram(
    'apply_to_durable_seconds',
    'Oldest update of a batch to storage',
    quick,
  )
  const stored = counter('updates_stored_total', 'Updates that the database stored')
  const failures = counter('log_failures_total', 'Attempts at the database that failed')
  const sentAway = counter('writers_sent_away_total', 'Times that too much waited for the database')
  const dropped = counter('batches_dropped_total', 'Batches that can never be stored', ['why'])
  const compaction = histogram('compaction_seconds', 'One compaction', slow)
  const compacted = counter('compaction_rows_total', 'Rows that a snapshot took in')
  const versions = counter('versions_stored_total', 'Versions that came by themselves', ['kind'])
  const checks = counter('schema_checks_total', 'Documents looked at once writing was quiet', [
    'result',
  ])
  const invalid = counter('invalid_nodes_total', 'Nodes in documents that no editor takes')
  const caughtUp = counter('catchup_rows_total', 'Rows that came from other processes')
  return {
    roomOpened: (_projectId, { loadMs }) => load.observe(loadMs / 1000),
    roomClosed: (projectId) => {
      degraded.delete(projectId)
      evictions.inc()
    },
    roomRebuilt: () => rebuilt.inc(),
    committed: (projectId, { updates, heldMs, commitMs }) => {
      degraded.delete(projectId)
      stored.inc(updates)
      commit.observe(commitMs / 1000)
      durable.observe(heldMs / 1000)
    },
    logFailed: (projectId) => {
      degraded.add(projectId)
      failures.inc()
    },
    writersSentAway: () => sentAway.inc(),
    batchDropped: (_projectId, { why }) => dropped.inc({ why }),
    compacted: (_projectId, { ms, rows, isWritten }) => {
      compaction.observe(ms / 1000)
      if (isWritten) compacted.inc(rows)
    },
    versionStored: (_projectId, { kind }) => versions.inc({ kind }),
    schemaChecked: (_projectId, parts) => {
      checks.inc({ result: parts.length === 0 ? 'valid' : 'invalid' })
      invalid.inc(parts.reduce((sum, { nodes }) => sum + nodes, 0))
    },
    caughtUp: (_projectId, { rows }) => caughtUp.inc(rows),
  }
}

type BusEvents = Pick<Events, 'messageMissed' | 'busLost' | 'busBack' | 'busMessageIgnored'>

function countBus(registry: Registry): BusEvents {
  const { counter, gauge } = makers(registry)
  const gaps = counter('pubsub_gap_total', 'Rows of other nodes that no message told of')
  const losses = counter('pubsub_lost_total', 'Times that other nodes were not heard any more')
  const isHeard = gauge('pubsub_connected', '1 while other nodes are heard, or there are none')
  const ignored = counter('pubsub_ignored_total', 'Messages of other nodes that cannot be read')
  isHeard.set(1)
  return {
    messageMissed: () => gaps.inc(),
    busLost: () => {
      losses.inc()
      isHeard.set(0)
    },
    busBack: () => isHeard.set(1),
    busMessageIgnored: () => ignored.inc(),
  }
}

function countTraffic(registry: Registry): Omit<Events, keyof (RoomEvents & BusEvents)> {
  const { counter, histogram } = makers(registry)
  const received = counter('updates_received_total', 'Updates that clients sent')
  const receivedBytes = counter('update_received_bytes_total', 'Bytes of updates from clients')
  const sentBytes = counter('update_sent_bytes_total', 'Bytes of updates to clients')
  const fanOut = histogram('fanout_seconds', 'An update, until it left for the others', quick)
  const gaps = counter('gaps_total', 'Updates that depend on what the document lacks')
  const refused = counter('rejects_total', 'Updates that were refused', ['code'])
  const opened = counter('connections_opened_total', 'Connections of known people')
  const closes = counter('closes_total', 'Connections that ended, by close code', ['code'])
  const failures = counter('failures_total', 'Faults of this program', ['what'])
  return {
    updateReceived: (bytes) => {
      received.inc()
      receivedBytes.inc(bytes)
    },
    updateSent: ({ bytes, peers, waitedMs }) => {
      sentBytes.inc(bytes * peers)
      fanOut.observe(waitedMs / 1000)
    },
    gap: () => gaps.inc(),
    updateRefused: (_projectId, { code }) => refused.inc({ code }),
    connectionOpened: () => opened.inc(),
    connectionClosed: ({ code }) => {
      closes.inc({ code: knownCodes.has(code) ? String(code) : 'other' })
    },
    failed: (what) => failures.inc({ what }),
  }
}

/** Metrics of one registry, each with our prefix. */
function makers(registry: Registry) {
  const registers = [registry]
  return {
    counter: <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
      new Counter({ name: `trame_${name}`, help, labelNames, registers }),
    gauge: (name: string, help: string) => new Gauge({ name: `trame_${name}`, help, registers }),
    histogram: (name: string, help: string, buckets: number[]) =>
      new Histogram({ name: `trame_${name}`, help, buckets, registers }),
  }
}
