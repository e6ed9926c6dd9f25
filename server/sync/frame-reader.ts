import * as decoding from 'lib0/decoding'
import { AppError } from '#lib/platform/errors.ts'

/** A frame that is not the protocol. Close with 4400. */
export class ProtocolError extends AppError {
  override name = 'ProtocolError'
  override readonly code = 'protocol_error'
}

/**
 * Reads one frame, and only that: what is cut short, or written in another way than the shortest,
 * is refused, so that no two readers of the same bytes can understand two messages (P2).
 */
export class FrameReader {
  readonly #decoder: decoding.Decoder
  readonly #length: number

  /** @param bytes owns its buffer: lib0 checks lengths against the buffer, not against the view. */
  constructor(bytes: Uint8Array) {
    this.#decoder = decoding.createDecoder(bytes)
    this.#length = bytes.length
  }

  varUint(): number {
    const { arr, pos } = this.#decoder
    const first = arr[pos]
    // Most numbers have one byte, which cannot be padded.
    if (first !== undefined && first < 0x80) {
      this.#decoder.pos = pos + 1
      return first
    }
    const start = this.#decoder.pos
    const value = this.#read(() => decoding.readVarUint(this.#decoder))
    const last = this.#decoder.arr[this.#decoder.pos - 1]
    if (last === 0 && this.#decoder.pos - start > 1) throw new ProtocolError('padded number')
    if (!Number.isSafeInteger(value)) throw new ProtocolError('number out of range')
    return value
  }

  /** Bytes with their length before them: a view of the frame, which nobody may change. */
  varBytes(): Uint8Array {
    const length = this.varUint()
    if (length > this.#length - this.#decoder.pos) throw new ProtocolError('cut frame')
    return decoding.readUint8Array(this.#decoder, length)
  }

  varString(): string {
    return new TextDecoder().decode(this.varBytes())
  }

  /** To be called last. */
  end(): void {
    if (this.#decoder.pos !== this.#length) throw new ProtocolError('bytes after the message')
  }

  #read<Value>(read: () => Value): Value {
    try {
      return read()
    } catch (error) {
      throw new ProtocolError('cut frame', { cause: error })
    }
  }
}
