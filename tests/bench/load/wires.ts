import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { channels, syncSteps } from '#lib/wire/channels.ts'

/** How frames look: y-websocket's, which is also Trame's, or Hocuspocus' with a name before each. */
export type WireName = 'yjs' | 'hocuspocus'

export type Received =
  | { readonly type: 'step-1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step-2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'acknowledged'; readonly marker: number }
  | { readonly type: 'other' }

const other: Received = { type: 'other' }
/** Hocuspocus asks who it is in a message; without a hook for it any token will do. */
const hocuspocusAuth = 2
/** Hocuspocus answers a step 1 by a step 2 and then its own step 1, on this channel. */
const hocuspocusReply = 4

export class Wire {
  readonly #name: string | null

  constructor(wire: WireName, document: string) {
    this.#name = wire === 'hocuspocus' ? document : null
  }

  /** What has to be said before anything else; null when nothing has. */
  greeting(): Uint8Array | null {
    if (this.#name === null) return null
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, hocuspocusAuth)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'bench')
    })
  }

  sync(step: keyof typeof syncSteps, payload: Uint8Array): Uint8Array {
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, channels.sync)
      encoding.writeVarUint(encoder, syncSteps[step])
      encoding.writeVarUint8Array(encoder, payload)
    })
  }

  marker(marker: number): Uint8Array {
    return this.#frame((encoder) => {
      encoding.writeVarUint(encoder, channels.marker)
      encoding.writeVarUint(encoder, marker)
    })
  }

  read(frame: Uint8Array): Received {
    const decoder = decoding.createDecoder(frame)
    if (this.#name !== null) decoding.readVarUint8Array(decoder)
    const channel = decoding.readVarUint(decoder)
    if (channel === channels.marker) {
      return { type: 'acknowledged', marker: decoding.readVarUint(decoder) }
    }
    const isSync = channel === channels.sync || channel === hocuspocusReply
    if (!isSync) return other
    const step = decoding.readVarUint(decoder)
    const length = decoding.readVarUint(decoder)
    const payload = frame.subarray(decoder.pos, decoder.pos + length)
    if (step === syncSteps.step1) return { type: 'step-1', stateVector: payload }
    return { type: step === syncSteps.step2 ? 'step-2' : 'update', update: payload }
  }

  #frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
    return encoding.encode((encoder) => {
      if (this.#name !== null) encoding.writeVarString(encoder, this.#name)
      write(encoder)
    })
  }
}
