import type { Clock } from '#lib/platform/clock.ts'

/** Addresses that are remembered before those that used up nothing are forgotten. */
const pruneAt = 1000

export type OpeningRateOptions = {
  /** What an address may open at once, after it was quiet. */
  readonly burst: number
  readonly perSecond: number
  readonly clock: Clock
}

type Bucket = { left: number; at: number }

/** How fast an address may open sockets: a bucket that fills again while it is quiet. */
export class OpeningRate {
  readonly #options: OpeningRateOptions
  readonly #buckets = new Map<string, Bucket>()

  constructor(options: OpeningRateOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#buckets.size
  }

  /** False when the address has to wait. */
  take(address: string): boolean {
    if (this.#buckets.size >= pruneAt) this.#prune()
    const left = this.#leftOf(this.#buckets.get(address))
    if (left < 1) return false
    this.#buckets.set(address, { left: left - 1, at: this.#options.clock() })
    return true
  }

  #leftOf(bucket: Bucket | undefined): number {
    const { burst, perSecond, clock } = this.#options
    if (bucket === undefined) return burst
    return Math.min(burst, bucket.left + ((clock() - bucket.at) * perSecond) / 1000)
  }

  /** A full bucket is like one that never was. */
  #prune(): void {
    for (const [address, bucket] of this.#buckets) {
      if (this.#leftOf(bucket) >= this.#options.burst) this.#buckets.delete(address)
    }
  }
}
