import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

/** Told once for each run of clocks `[clock, clock + length)` that an update brings of a client. */
export type NoteClocks = (client: number, clock: number, length: number) => void

const contentString = 4
const hasOrigin = 0x80
const hasRightOrigin = 0x40
const hasKey = 0x20

/**
 * Which edits an update (V1) brings, without building anything of them: a load generator that
 * decoded each delivery would be slower than the servers that it measures.
 */
export function readStructClocks(update: Uint8Array, note: NoteClocks): void {
  if (!readTyping(update, note)) readAnything(update, note)
}

/** Typed text alone; false, perhaps after some notes, when there is something else in it. */
function readTyping(update: Uint8Array, note: NoteClocks): boolean {
  const decoder = decoding.createDecoder(update)
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients -= 1) {
    let structs = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    let clock = decoding.readVarUint(decoder)
    for (; structs > 0; structs -= 1) {
      const info = decoding.readUint8(decoder)
      if ((info & 0x1f) !== contentString || (info & hasKey) !== 0) return false
      if ((info & hasOrigin) !== 0) skipId(decoder)
      if ((info & hasRightOrigin) !== 0) skipId(decoder)
      if ((info & (hasOrigin | hasRightOrigin)) === 0) {
        if (decoding.readVarUint(decoder) === 1) return false
        skipId(decoder)
      }
      // The generator types ASCII: a byte is a unit of text.
      const length = decoding.readVarUint(decoder)
      decoder.pos += length
      note(client, clock, length)
      clock += length
    }
  }
  return true
}

function skipId(decoder: decoding.Decoder): void {
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
}

function readAnything(update: Uint8Array, note: NoteClocks): void {
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct instanceof Y.Skip) continue
    note(struct.id.client, struct.id.clock, struct.length)
  }
}
