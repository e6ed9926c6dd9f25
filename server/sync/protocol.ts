import * as encoding from 'lib0/encoding'
import { channels, type ServerEvent, syncSteps } from '#lib/wire/channels.ts'
import { limits } from '#lib/wire/limits.ts'
import { FrameReader, ProtocolError } from './frame-reader.ts'

/** The state of one Yjs client as it travels: JSON text, `null` when it left. */
export type AwarenessEntry = {
  readonly clientId: number
  readonly clock: number
  readonly state: string
}

export type ClientMessage =
  | { readonly type: 'sync-step-1'; readonly stateVector: Uint8Array }
  | { readonly type: 'sync-step-2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'marker'; readonly marker: number }

export type ServerMessage =
  | Exclude<ClientMessage, { type: 'marker' | 'query-awareness' }>
  | { readonly type: 'acknowledgement'; readonly marker: number; readonly seq: number }
  | {
      readonly type: 'refusal'
      readonly marker: number
      readonly code: string
      readonly text: string
    }
  | { readonly type: 'event'; readonly json: string }

/**
 * Reads one message sent by a client (P1–P4).
 *
 * @param bytes one whole frame, `varUint(channel) • payload`, in a buffer of its own.
 * @param ack the client asked for acknowledgements: channel 100 exists for it.
 * @throws {ProtocolError} unknown channel, cut frame, padded number, bytes after the message, or
 *   more states than a document has people. Close with 4400.
 * Source: y-protocols PROTOCOL.md; channels 0, 1 and 3 of y-websocket.
 */
export function decodeMessage(bytes: Uint8Array, ack: boolean): ClientMessage {
  const reader = new FrameReader(bytes)
  const message = readClientMessage(reader, ack)
  reader.end()
  return message
}

/** Reads one message of the server: what a client of ours does, for tests and tools. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage {
  const reader = new FrameReader(bytes)
  const message = readServerMessage(reader)
  reader.end()
  return message
}

function readClientMessage(reader: FrameReader, ack: boolean): ClientMessage {
  const channel = reader.varUint()
  switch (channel) {
    case channels.sync:
      return readSync(reader)
    case channels.awareness:
      return { type: 'awareness', entries: readAwareness(reader.varBytes()) }
    case channels.queryAwareness:
      return { type: 'query-awareness' }
    case channels.marker:
      if (ack) return { type: 'marker', marker: reader.varUint() }
  }
  throw new ProtocolError(`unknown channel ${channel}`)
}

function readServerMessage(reader: FrameReader): ServerMessage {
  const channel = reader.varUint()
  switch (channel) {
    case channels.sync:
      return readSync(reader)
    case channels.awareness:
      return { type: 'awareness', entries: readAwareness(reader.varBytes()) }
    case channels.marker:
      return { type: 'acknowledgement', marker: reader.varUint(), seq: reader.varUint() }
    case channels.refusal: {
      const marker = reader.varUint()
      return { type: 'refusal', marker, code: reader.varString(), text: reader.varString() }
    }
    case channels.event:
      return { type: 'event', json: reader.varString() }
  }
  throw new ProtocolError(`unknown channel ${channel}`)
}

type SyncMessage = Extract<ClientMessage, { type: 'sync-step-1' | 'sync-step-2' | 'update' }>

function readSync(reader: FrameReader): SyncMessage {
  const step = reader.varUint()
  switch (step) {
    case syncSteps.step1:
      return { type: 'sync-step-1', stateVector: reader.varBytes() }
    case syncSteps.step2:
      return { type: 'sync-step-2', update: reader.varBytes() }
    case syncSteps.update:
      return { type: 'update', update: reader.varBytes() }
  }
  throw new ProtocolError(`unknown sync step ${step}`)
}

function readAwareness(bytes: Uint8Array): AwarenessEntry[] {
  const reader = new FrameReader(bytes.slice())
  const count = reader.varUint()
  // Each entry takes at least three bytes: a larger count is a lie, found before the loop.
  if (count > bytes.length / 3) throw new ProtocolError('cut awareness')
  if (count > limits.awarenessEntries) throw new ProtocolError('too many states')
  const entries: AwarenessEntry[] = []
  for (let index = 0; index < count; index++) {
    entries.push({ clientId: reader.varUint(), clock: reader.varUint(), state: reader.varString() })
  }
  reader.end()
  return entries
}

export function encodeSyncStep1(stateVector: Uint8Array): Uint8Array {
  return encodeSync(syncSteps.step1, stateVector)
}

export function encodeSyncStep2(update: Uint8Array): Uint8Array {
  return encodeSync(syncSteps.step2, update)
}

export function encodeUpdate(update: Uint8Array): Uint8Array {
  return encodeSync(syncSteps.update, update)
}

function encodeSync(step: number, payload: Uint8Array): Uint8Array {
  return encode(channels.sync, (encoder) => {
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const payload = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(encoder, clientId)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })
  return encode(channels.awareness, (encoder) => encoding.writeVarUint8Array(encoder, payload))
}

/** Awareness of nobody, `[1, 1, 0]`: it keeps y-websocket from closing after 30 s of silence. */
export const heartbeat: Uint8Array = encodeAwareness([])

export function encodeQueryAwareness(): Uint8Array {
  return encode(channels.queryAwareness, () => undefined)
}

export function encodeMarker(marker: number): Uint8Array {
  return encode(channels.marker, (encoder) => encoding.writeVarUint(encoder, marker))
}

export function encodeAcknowledgement(marker: number, seq: number): Uint8Array {
  return encode(channels.marker, (encoder) => {
    encoding.writeVarUint(encoder, marker)
    encoding.writeVarUint(encoder, seq)
  })
}

export function encodeRefusal(refusal: { marker: number; code: string; text: string }): Uint8Array {
  return encode(channels.refusal, (encoder) => {
    encoding.writeVarUint(encoder, refusal.marker)
    encoding.writeVarString(encoder, refusal.code)
    encoding.writeVarString(encoder, refusal.text)
  })
}

export function encodeEvent(event: ServerEvent): Uint8Array {
  return encode(channels.event, (encoder) =>
    encoding.writeVarString(encoder, JSON.stringify(event)),
  )
}

function encode(channel: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, channel)
    write(encoder)
  })
}
