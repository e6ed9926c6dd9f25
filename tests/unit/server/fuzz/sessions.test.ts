import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RandomSession } from '#tests/support/faults/random-session.ts'
import { faultSeed, scaled } from '#tests/support/faults/scale.ts'

const perTest = 50
const sessions = scaled({ short: 200, full: 10_000 })
const firstSeeds = Array.from({ length: sessions / perTest }, (_, one) => faultSeed + one * perTest)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function expectNothingLost(seed: number): Promise<void> {
  const session = await RandomSession.start(seed)
  await session.run()
  expect(await session.missing(), `acknowledged and missing, seed ${seed}`).toBe(0)
  expect(await session.settle(), `everyone agrees, seed ${seed}`).toBe(true)
  expect(await session.missing(), `acknowledged and missing, seed ${seed}`).toBe(0)
  expect(session.closed, `seed ${seed}`).toEqual([null, null, null, null])
  expect(await session.reloaded(), `a reload of the log, seed ${seed}`).toBe(session.documents[0])
  expect(session.seqs, `seed ${seed}`).toEqual(session.seqs.map((_, index) => index + 1))
}

test.each(firstSeeds)(
  `[R3] [R4] [R8] whoever comes and goes, everybody and the log agree in the end, ${perTest} seeds from %i on`,
  { timeout: 120_000 },
  async (firstSeed) => {
    for (let seed = firstSeed; seed < firstSeed + perTest; seed++) await expectNothingLost(seed)
  },
)
