import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountId } from '#lib/domain/ids.ts'
import { decodeHistoryChunk, encodeHistoryChunk } from '#server/store/history-chunk.ts'

const row = fc.record({
  seq: fc.integer({ min: 1, max: 2 ** 40 }),
  accountId: fc.uuid().map((id) => id as AccountId),
  at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  node: fc.string(),
  data: fc.uint8Array({ maxLength: 300 }),
})

test('a history chunk gives back every row whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row), async (rows) => {
      expect(await decodeHistoryChunk(await encodeHistoryChunk(rows))).toEqual(rows)
    }),
    { numRuns: 50 },
  )
})

test('a damaged chunk is an error, never other rows', async () => {
  const rows = [
    {
      seq: 1,
      accountId: crypto.randomUUID() as AccountId,
      at: new Date(0),
      node: 'n',
      data: new Uint8Array(500).fill(7),
    },
  ]
  const chunk = await encodeHistoryChunk(rows)
  for (let index = 10; index < chunk.length; index += 1) {
    const damaged = chunk.slice()
    damaged[index] = (damaged[index] ?? 0) ^ 1
    // A few bits pad the compressed stream and mean nothing.
    expect(await decodeHistoryChunk(damaged).catch(() => rows)).toEqual(rows)
  }
})
