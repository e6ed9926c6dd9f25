const bucketsPerMs = 20
const maxMs = 10_000

export type Quantiles = {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/** Times in milliseconds, to a twentieth of one; what is longer than ten seconds counts as that. */
export class Histogram {
  readonly #buckets = new Uint32Array(maxMs * bucketsPerMs + 1)
  #count = 0
  #max = 0

  add(ms: number): void {
    const bucket = Math.min(maxMs * bucketsPerMs, Math.max(0, Math.round(ms * bucketsPerMs)))
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1
    this.#count += 1
    if (ms > this.#max) this.#max = ms
  }

  quantiles(): Quantiles {
    return {
      count: this.#count,
      p50: this.#quantile(0.5),
      p95: this.#quantile(0.95),
      p99: this.#quantile(0.99),
      max: this.#max,
    }
  }

  #quantile(share: number): number {
    if (this.#count === 0) return Number.NaN
    let left = Math.ceil(this.#count * share)
    for (let bucket = 0; bucket < this.#buckets.length; bucket += 1) {
      left -= this.#buckets[bucket] ?? 0
      if (left <= 0) return bucket / bucketsPerMs
    }
    return this.#max
  }
}
