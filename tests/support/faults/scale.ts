const isFull = process.env.FAULT_SCALE === 'full'

/** How often or how long: seconds of it belong to `npm test`, all of it to `test:faults` and `test:fuzz`. */
export function scaled(sizes: { short: number; full: number }): number {
  return isFull ? sizes.full : sizes.short
}

/** The seed of a run is in the titles of its tests; FAULT_SEED runs it again. */
export const faultSeed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31))
