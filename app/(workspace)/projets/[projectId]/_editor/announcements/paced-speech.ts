type Pace = {
  /** What comes within this time of the first news is told with it. */
  settleMs: number
  /** Between two sentences at least. */
  gapMs: number
}

type SpeechOptions = Pace & {
  /** Empty when there is nothing to tell after all. */
  tell: () => string
  say: (words: string) => void
}

/** Says what there is to tell, never more often than its pace. */
export class PacedSpeech {
  readonly #options: SpeechOptions
  #timer: ReturnType<typeof setTimeout> | null = null
  #saidAt = Number.NEGATIVE_INFINITY

  constructor(options: SpeechOptions) {
    this.#options = options
  }

  /** There may be something to tell. */
  readonly news = (): void => {
    if (this.#timer !== null) return
    const { settleMs, gapMs } = this.#options
    const waitMs = Math.max(settleMs, this.#saidAt + gapMs - Date.now())
    this.#timer = setTimeout(this.#speak, waitMs)
  }

  destroy(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  readonly #speak = (): void => {
    this.#timer = null
    const words = this.#options.tell()
    if (words === '') return
    this.#saidAt = Date.now()
    this.#options.say(words)
  }
}
