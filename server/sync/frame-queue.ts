/** Frames of one connection that wait, in order, under a limit. */
export class FrameQueue {
  #frames: Uint8Array[] = []
  #bytes = 0

  get isEmpty(): boolean {
    return this.#frames.length === 0
  }

  /** False when the frame does not fit. */
  push(frame: Uint8Array, limit: { frames: number; bytes: number }): boolean {
    // One frame always fits: its own size was judged already.
    if (this.#frames.length > 0) {
      if (this.#frames.length >= limit.frames) return false
      if (this.#bytes + frame.length > limit.bytes) return false
    }
    this.#frames.push(frame)
    this.#bytes += frame.length
    return true
  }

  shift(): Uint8Array | undefined {
    const frame = this.#frames.shift()
    this.#bytes -= frame?.length ?? 0
    return frame
  }

  clear(): void {
    this.#frames = []
    this.#bytes = 0
  }
}
