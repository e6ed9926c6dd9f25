import * as Y from 'yjs'
import {
  encodeAwareness,
  encodeMarker,
  encodeQueryAwareness,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
} from '#server/sync/protocol.ts'
import type { Random } from '#tests/support/chaos/random.ts'
import { writeAtRandom } from '#tests/support/random-writing.ts'

/** A frame by what it carries: the payload can be spoilt alone, so that it gets past the framing. */
type Honest = { payload: Uint8Array; frame: (payload: Uint8Array) => Uint8Array }

const entry = (text: string) => ({ clientId: 7, clock: 1, state: JSON.stringify({ text }) })

/** What an honest client sends while it writes in `doc`. */
function honestFrames(doc: Y.Doc, random: Random): Honest[] {
  const frames: Honest[] = []
  const keep = (payload: Uint8Array) => frames.push({ payload, frame: encodeUpdate })
  doc.on('update', keep)
  for (let edit = 0; edit < 60; edit++) writeAtRandom(doc, random)
  doc.off('update', keep)
  const whole = (frame: Uint8Array): Honest => ({ payload: frame, frame: (bytes) => bytes })
  return [
    ...frames,
    { payload: Y.encodeStateAsUpdate(doc), frame: encodeSyncStep2 },
    { payload: Y.encodeStateVector(doc), frame: encodeSyncStep1 },
    whole(encodeAwareness([entry('here')])),
    whole(encodeMarker(1 + random.below(1000))),
    whole(encodeQueryAwareness()),
  ]
}

/** Frames of an honest client that were spoilt, one way or several, without end. */
export function* hostileFrames(doc: Y.Doc, random: Random): Generator<Uint8Array> {
  const honest = honestFrames(doc, random)
  for (;;) {
    const { payload, frame } = random.pick(honest)
    const spoil = random.pick(ways)
    const isFramed = random.below(3) > 0
    yield isFramed
      ? frame(spoil(payload, random, payload))
      : spoil(frame(payload), random, random.pick(honest).payload)
  }
}

type Spoil = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

const ways: readonly Spoil[] = [flip, flip, cut, padNumber, concatenate, splice, insert, noise]

function flip(bytes: Uint8Array, random: Random): Uint8Array {
  const spoilt = bytes.slice()
  for (let bit = 0; bit <= random.below(4); bit++) {
    const at = random.below(bytes.length)
    spoilt[at] = (spoilt[at] ?? 0) ^ (1 << random.below(8))
  }
  return spoilt
}

function cut(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, random.below(bytes.length))
}

/** A number in more bytes than it needs: `02` as `82 00`. */
function padNumber(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(Math.min(bytes.length, 8))
  const value = bytes[at] ?? 0
  return Uint8Array.from([...bytes.slice(0, at), value | 0x80, 0, ...bytes.slice(at + 1)])
}

function concatenate(bytes: Uint8Array, _random: Random, other: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes, ...other])
}

function splice(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  return Uint8Array.from([
    ...bytes.slice(0, random.below(bytes.length)),
    ...other.slice(random.below(other.length)),
  ])
}

function insert(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length)
  const some = [0, 1, 0x7f, 0x80, 0xff, random.below(256)]
  return Uint8Array.from([...bytes.slice(0, at), random.pick(some), ...bytes.slice(at)])
}

function noise(_bytes: Uint8Array, random: Random): Uint8Array {
  return Uint8Array.from({ length: random.below(40) }, () => random.below(256))
}
