import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LogEntry } from '#server/store/update-log.ts'
import { CommitPace } from '#server/sync/commit-pace.ts'
import { LogWriter, type LogWriterOptions } from '#server/sync/log-writer.ts'
import { accountOf, newLog, projectId } from '#tests/support/room-of-peers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const entry = (size: number, first = 0): LogEntry => {
  const data = new Uint8Array(size)
  data[0] = first
  return { data, accountId: accountOf('ann') }
}

async function writerOn(options: Partial<LogWriterOptions> = {}) {
  const log = await newLog()
  const batches: number[] = []
  const happened: string[] = []
  const writer = new LogWriter({
    ...{ log, projectId, epoch: 1, headSeq: 1, clock: Date.now, pace: new CommitPace(Date.now) },
    onCommitted: (entries) => void batches.push(entries.length),
    onRefused: (why) => void happened.push(why.kind),
    onFailure: () => void happened.push('failure'),
    onOverdue: () => void happened.push('overdue'),
    ...options,
  })
  return { log, writer, batches, happened }
}

/** Longer than a batch waits for what follows it. */
const settle = () => vi.advanceTimersByTimeAsync(100)

test('[L1] what comes while a batch commits makes the next one, in order', async () => {
  const { log, writer, batches } = await writerOn()
  log.hold()
  writer.append(entry(1, 1))
  writer.append(entry(1, 2))
  await settle()
  for (const first of [3, 4, 5]) writer.append(entry(1, first))
  log.release()
  await settle()
  expect(batches).toEqual([2, 3])
  expect(
    log
      .rows(projectId)
      .slice(1)
      .map(({ data }) => data[0]),
  ).toEqual([1, 2, 3, 4, 5])
  expect(writer.isDurable).toBe(true)
})

test('[L1] a marker waits for what came before it, and for nothing after it', async () => {
  const { log, writer } = await writerOn()
  const done: number[] = []
  log.hold()
  writer.append(entry(1))
  await settle()
  writer.afterPending((seq) => done.push(seq))
  writer.append(entry(1))
  log.release()
  await settle()
  expect(done).toEqual([2])
  writer.afterPending((seq) => done.push(seq))
  expect(done).toEqual([2, 3])
})

test('[L2] a batch that fails is kept, tried again ever more slowly, and acknowledged once stored', async () => {
  const { log, writer, happened } = await writerOn()
  const done: number[] = []
  log.failCommits()
  writer.append(entry(1))
  writer.afterPending((seq) => done.push(seq))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(happened.length).toBeGreaterThan(5)
  expect(happened.length).toBeLessThan(15)
  expect(done).toEqual([])
  expect(writer.pendingUpdates()).toHaveLength(1)
  log.mendCommits()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(done).toEqual([2])
  expect(log.rows(projectId)).toHaveLength(2)
})

test('[L3] 60 s without a commit are overdue, once, until a batch is stored', async () => {
  const { log, writer, happened } = await writerOn()
  log.hold()
  writer.append(entry(1))
  await vi.advanceTimersByTimeAsync(59_000)
  expect(happened).toEqual([])
  await vi.advanceTimersByTimeAsync(2_000)
  writer.append(entry(1))
  expect(happened).toEqual(['overdue'])
  expect(writer.isOverdue).toBe(true)
  log.release()
  await settle()
  expect(writer.isOverdue).toBe(false)
})

test('[L3] 8 MB that wait are overdue', async () => {
  const { log, writer, happened } = await writerOn()
  log.hold()
  for (let count = 0; count < 9; count++) writer.append(entry(1024 * 1024))
  expect(happened).toEqual(['overdue'])
})

test('[L4] a batch has at most 500 updates', async () => {
  const { writer, batches } = await writerOn()
  for (let count = 0; count < 1200; count++) writer.append(entry(1))
  await settle()
  expect(batches).toEqual([500, 500, 200])
})

test('[L4] a batch has at most 256 KB, except for one large update alone', async () => {
  const { writer, batches } = await writerOn()
  for (const size of [100_000, 100_000, 100_000, 1_000_000, 1]) writer.append(entry(size))
  await settle()
  expect(batches).toEqual([2, 1, 1, 1])
})

test('[L5] what the log will never take is dropped, and nothing is acknowledged', async () => {
  const { log, writer, happened } = await writerOn()
  const done: number[] = []
  log.setEpoch(projectId, 2)
  writer.append(entry(1))
  writer.afterPending((seq) => done.push(seq))
  await settle()
  expect(happened).toEqual(['wrong-epoch'])
  expect(done).toEqual([])
  expect(writer.pendingUpdates()).toEqual([])
})

test('[L7] rooms that wait for their next commit begin it in one turn', async () => {
  const pace = new CommitPace(Date.now)
  const [here, there] = [await writerOn({ pace }), await writerOn({ pace })]
  const begun: number[] = []
  for (const { log } of [here, there]) {
    const append = log.append.bind(log)
    log.append = (...args) => {
      begun.push(Date.now())
      return append(...args)
    }
  }
  here.writer.append(entry(1))
  await vi.advanceTimersByTimeAsync(5)
  there.writer.append(entry(1))
  await vi.advanceTimersByTimeAsync(5)
  here.writer.append(entry(1))
  await settle()
  const [first, ...others] = begun
  expect(others).toHaveLength(2)
  expect(others[0]).toBe(others[1])
  expect(others[0]).toBeGreaterThan(first ?? 0)
})
