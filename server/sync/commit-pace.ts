import type { Clock } from '#lib/platform/clock.ts'

/**
 * Time between the beginnings of two commits: what one costs does not depend on how much is in it.
 * From the first on a new update begins one, at the second what waits does so by itself: an update
 * has woken the process up already, a timer has to.
 */
const everyMs = 24
const maxWaitMs = 36

/**
 * When the rooms of a process commit: all that wait at the same time, so that their batches become
 * one transaction (L1).
 */
export class CommitPace {
  readonly #clock: Clock
  #waiting: (() => void)[] = []
  #lastAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #turn: NodeJS.Immediate | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when a batch may begin. */
  untilDue(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (this.#waitedMs() >= everyMs) this.begin()
      else this.#timer ??= setTimeout(() => this.begin(), maxWaitMs - this.#waitedMs())
    })
  }

  /** An update came in: what waits need not wait for the timer. */
  noteUpdate(): void {
    if (this.#waiting.length > 0 && this.#waitedMs() >= everyMs) this.begin()
  }

  /** Whoever waits begins at the end of this turn: frames that arrived together go together. */
  begin(): void {
    this.#turn ??= setImmediate(() => {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#turn = undefined
      this.#lastAt = this.#clock()
      const waiting = this.#waiting
      this.#waiting = []
      for (const resolve of waiting) resolve()
    })
  }

  #waitedMs(): number {
    return this.#clock() - this.#lastAt
  }
}
