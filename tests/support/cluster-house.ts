import { onTestFinished, test } from 'vitest'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { Bus } from '#server/cluster/bus.ts'
import { busNamespace } from '#server/cluster/open-bus.ts'
import { RedisBus } from '#server/cluster/redis-bus.ts'
import type { Events } from '#server/metrics/events.ts'
import { type RedisServer, startRedis, whyNoRedis } from './redis-server.ts'
import { recordedEvents } from './room-of-peers.ts'
import {
  cookieOf,
  openSocket,
  type SyncHouse,
  seedDemoProject,
  startSyncHouse,
  testSecret,
} from './sync-house.ts'
import { type TestDb, testPostgresDb, whyNoPostgres } from './test-db.ts'
import type { TestPeer } from './test-peer.ts'
import { untilHeard } from './until-heard.ts'

const reason = whyNoPostgres() ?? whyNoRedis()

/** A test on PostgreSQL and Redis, skipped with its reason where one of them is missing. */
export function clusterTest(title: string, run: () => Promise<void>, timeoutMs?: number): void {
  test.skipIf(reason !== null)(reason === null ? title : `${title} (${reason})`, run, timeoutMs)
}

export type Cluster = {
  db: TestDb['db']
  database: TestDb
  redis: RedisServer
  projectId: ProjectId
  houses: SyncHouse[]
}

/** Sync servers of one database in this process, each with its own pool and its own bus on one Redis. */
export async function startCluster(
  count: number,
  options: { silenceMs?: number } = {},
): Promise<Cluster> {
  const [database, redis] = [await testPostgresDb(), await startRedis()]
  onTestFinished(() => database.close())
  const houses: SyncHouse[] = []
  for (let index = 0; index < count; index++) {
    houses.push(await startNode(database, (events) => busOn(redis, events), options))
  }
  const [first] = houses
  for (const { bus } of houses.slice(1)) {
    if (first !== undefined)
      await Promise.all([untilHeard(first.bus, bus), untilHeard(bus, first.bus)])
  }
  const projectId = await seedDemoProject(database.db)
  return { db: database.db, database, redis, projectId, houses }
}

/** As a process without rooms: what it tells comes from none of the nodes. */
export async function busBeside({ redis, houses }: Cluster): Promise<Bus> {
  const bus = busOn(redis, recordedEvents().events)
  onTestFinished(() => bus.close())
  for (const house of houses) await untilHeard(bus, house.bus)
  return bus
}

export async function startNode(
  database: TestDb,
  makeBus: (events: Events) => Bus,
  options: { silenceMs?: number } = {},
): Promise<SyncHouse> {
  const opened = await database.openAgain()
  onTestFinished(() => opened.close())
  return startSyncHouse(opened.db, makeBus, options)
}

export function busOn({ url }: Pick<RedisServer, 'url'>, events: Events): Bus {
  return new RedisBus({ url, namespace: busNamespace(testSecret), events })
}

/** Someone of the demo on one of the nodes, with the document. */
export async function enter(
  { db }: Pick<Cluster, 'db'>,
  house: SyncHouse,
  who: string,
  options: { cookie?: string; peer?: TestPeer } = {},
): Promise<TestPeer> {
  const cookie = options.cookie ?? (await cookieOf(db, who)).cookie
  const { peer } = openSocket(house, { ...options, cookie })
  await peer.synced()
  return peer
}
