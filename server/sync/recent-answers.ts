/** Larger state vectors come from nobody honest: they are answered, and not kept. */
const maxKeyBytes = 64 * 1024
const maxAnswers = 8
/** People who come back together do so within seconds. */
const keptMs = 5_000

/**
 * Answers to state vectors, for as long as the document stays as it is. Each carries the whole set of
 * deletions, also for someone who has everything: 7 ms after ten thousand of them, and as many times
 * as people come back at once (R15).
 */
export class RecentAnswers {
  readonly #answers = new Map<string, Uint8Array>()
  #timer: NodeJS.Timeout | undefined

  answer(stateVector: Uint8Array, compute: () => Uint8Array): Uint8Array {
    if (stateVector.length > maxKeyBytes) return compute()
    const key = Buffer.from(stateVector).toString('latin1')
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = compute()
    if (this.#answers.size >= maxAnswers) this.forget()
    this.#answers.set(key, answer)
    this.#timer ??= setTimeout(() => this.forget(), keptMs).unref()
    return answer
  }

  /** To be called whenever the document changes. */
  forget(): void {
    this.#answers.clear()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
