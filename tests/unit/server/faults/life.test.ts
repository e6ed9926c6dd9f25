import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Random } from '#tests/support/chaos/random.ts'
import { heapBytes } from '#tests/support/faults/heap.ts'
import { faultSeed, scaled } from '#tests/support/faults/scale.ts'
import { SimulatedSchool } from '#tests/support/faults/simulated-school.ts'

const stretches = scaled({ short: 4, full: 12 })
const secondsOfOne = scaled({ short: 60, full: 600 })
const maxGrowthBytes = 4 * 1024 * 1024
const turn = setImmediate

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A weak reference holds its target until the turn ends. */
async function heapOfNextTurn(): Promise<number> {
  await new Promise<void>((resolve) => turn(resolve))
  return heapBytes()
}

function listeners(): number {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
}

test(`[R8] [A4] ${(stretches * secondsOfOne) / 60} minutes of people who come and go leave no room, connection, timer, listener or memory behind, seed ${faultSeed}`, {
  timeout: 1_800_000,
}, async () => {
  const school = await SimulatedSchool.open(new Random(faultSeed))
  const heap: number[] = []
  const listenersBefore = listeners()
  for (let one = 0; one < stretches; one++) {
    await school.live(secondsOfOne)
    expect(school.faults).toEqual([])
    expect(school.openRooms).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    heap.push(await heapOfNextTurn())
    expect(school.leftovers).toBe(0)
  }
  expect(listeners()).toBe(listenersBefore)
  // In the first stretch code was compiled, and caches filled.
  expect((heap.at(-1) ?? 0) - (heap[1] ?? 0)).toBeLessThan(maxGrowthBytes)
})
