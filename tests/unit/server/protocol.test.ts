import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import { limits } from '#lib/wire/limits.ts'
import { ProtocolError } from '#server/sync/frame-reader.ts'
import {
  decodeMessage,
  decodeServerMessage,
  encodeAcknowledgement,
  encodeAwareness,
  encodeEvent,
  encodeMarker,
  encodeQueryAwareness,
  encodeRefusal,
  encodeSyncStep1,
  encodeSyncStep2,
  encodeUpdate,
  heartbeat,
} from '#server/sync/protocol.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const payload = bytes(1, 2, 3, 200)
const entry = { clientId: 4_294_967_295, clock: 7, state: '{"a":"é"}' }

describe('the protocol', () => {
  test.each([
    [encodeSyncStep1(payload), { type: 'sync-step-1', stateVector: payload }],
    [encodeSyncStep2(payload), { type: 'sync-step-2', update: payload }],
    [encodeUpdate(payload), { type: 'update', update: payload }],
    [encodeAwareness([entry]), { type: 'awareness', entries: [entry] }],
    [encodeQueryAwareness(), { type: 'query-awareness' }],
    [encodeMarker(300), { type: 'marker', marker: 300 }],
  ])('[P5] a client’s message comes back as it was, %#', (frame, message) => {
    expect(decodeMessage(frame, true)).toEqual(message)
  })

  test.each([
    [encodeSyncStep2(payload), { type: 'sync-step-2', update: payload }],
    [encodeAwareness([entry]), { type: 'awareness', entries: [entry] }],
    [encodeAcknowledgement(1, 2 ** 40), { type: 'acknowledgement', marker: 1, seq: 2 ** 40 }],
    [
      encodeRefusal({ marker: 3, code: 'frozen', text: 'Figé' }),
      { type: 'refusal', marker: 3, code: 'frozen', text: 'Figé' },
    ],
    [encodeEvent({ type: 'threads' }), { type: 'event', json: '{"type":"threads"}' }],
  ])('[P5] a message of the server comes back as it was, %#', (frame, message) => {
    expect(decodeServerMessage(frame)).toEqual(message)
  })

  test('[P11] the heartbeat is the awareness of nobody', () => {
    expect(heartbeat).toEqual(bytes(1, 1, 0))
  })

  test.each([
    ['an update and another one', bytes(...encodeUpdate(payload), ...encodeUpdate(payload))],
    ['a marker and a byte', bytes(...encodeMarker(1), 0)],
    ['a question and a byte', bytes(...encodeQueryAwareness(), 3)],
  ])('[P1] %s in one frame are refused', (_, frame) => {
    expect(() => decodeMessage(frame, true)).toThrow(ProtocolError)
  })

  test.each([
    ['channel', bytes(0x80, 0x00, 2, 1, 0)],
    ['sync step', bytes(0, 0x82, 0x00, 2, 0, 0)],
    ['length', bytes(0, 2, 0x82, 0x00, 0, 0)],
    ['marker', bytes(100, 0x81, 0x80, 0x00)],
  ])('[P2] a %s that is padded is refused', (_, frame) => {
    expect(() => decodeMessage(frame, true)).toThrow(ProtocolError)
  })

  test('[P3] a frame cut anywhere is refused', () => {
    const frames = [encodeUpdate(payload), encodeAwareness([entry]), encodeMarker(300)]
    for (const frame of frames) {
      for (let length = 0; length < frame.length; length++) {
        expect(() => decodeMessage(frame.slice(0, length), true)).toThrow(ProtocolError)
      }
    }
  })

  test('[P3] a length beyond the frame reads nothing of the memory behind it', () => {
    const memory = bytes(0, 2, 4, 1, 2, 99, 99, 99)
    expect(() => decodeMessage(memory.subarray(0, 5), true)).toThrow(ProtocolError)
  })

  test('[P3] a number that never ends is refused', () => {
    expect(() => decodeMessage(new Uint8Array(64).fill(0xff), true)).toThrow(ProtocolError)
  })

  test('[P3] more states than bytes are refused before they are read', () => {
    const claim = encoding.encode((encoder) => encoding.writeVarUint(encoder, 2 ** 40))
    const frame = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, claim)
    })
    expect(() => decodeMessage(frame, true)).toThrow(ProtocolError)
  })

  test('[P17] one state more than a document has people is refused, whatever it says', () => {
    const frame = (count: number) => encodeAwareness(Array.from({ length: count }, () => entry))
    expect(decodeMessage(frame(limits.awarenessEntries), true)).toMatchObject({ type: 'awareness' })
    expect(() => decodeMessage(frame(limits.awarenessEntries + 1), true)).toThrow(ProtocolError)
  })

  test('[P4] a marker without ack=1 is an unknown channel', () => {
    expect(() => decodeMessage(encodeMarker(1), false)).toThrow(ProtocolError)
  })

  test.each([
    ['channel 2', bytes(2, 0)],
    ['channel 101', bytes(101, 0)],
    ['sync step 3', bytes(0, 3, 0)],
  ])('[P4] %s is refused', (_, frame) => {
    expect(() => decodeMessage(frame, true)).toThrow(ProtocolError)
  })
})
