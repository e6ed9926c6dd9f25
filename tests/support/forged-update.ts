import * as encoding from 'lib0/encoding'

export type ForgedId = { client: number; clock: number }

/** One struct as it is written on the wire: nothing is checked. */
export type ForgedStruct =
  | { kind: 'gc' | 'skip' | 'deleted'; length: number; root?: string }
  | {
      kind: 'string'
      text: string
      origin?: ForgedId
      rightOrigin?: ForgedId
      /** Name of a root, or the item that makes the parent; only without origins. */
      parent?: string | ForgedId
    }

export type ForgedClient = { client: number; clock: number; structs: ForgedStruct[] }
export type ForgedDeletions = { client: number; ranges: [clock: number, length: number][] }

const GC_REF = 0
const SKIP_REF = 10
const DELETED_REF = 1
const STRING_REF = 4
const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64

/** A Yjs update (V1) that Yjs itself would never write. Source: yjs, utils/encoding.js. */
export function forgedUpdate(
  clients: readonly ForgedClient[],
  deletions: readonly ForgedDeletions[] = [],
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.length)
    for (const { client, clock, structs } of clients) {
      encoding.writeVarUint(encoder, structs.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const struct of structs) writeStruct(encoder, struct)
    }
    encoding.writeVarUint(encoder, deletions.length)
    for (const { client, ranges } of deletions) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length)
      for (const [clock, length] of ranges) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, length)
      }
    }
  })
}

function writeStruct(encoder: encoding.Encoder, struct: ForgedStruct): void {
  switch (struct.kind) {
    case 'gc':
    case 'skip':
      encoding.writeUint8(encoder, struct.kind === 'gc' ? GC_REF : SKIP_REF)
      encoding.writeVarUint(encoder, struct.length)
      break
    case 'deleted':
      encoding.writeUint8(encoder, DELETED_REF)
      writeParent(encoder, struct.root ?? '')
      encoding.writeVarUint(encoder, struct.length)
      break
    case 'string': {
      const { origin, rightOrigin, parent, text } = struct
      const info = STRING_REF | (origin ? HAS_ORIGIN : 0) | (rightOrigin ? HAS_RIGHT_ORIGIN : 0)
      encoding.writeUint8(encoder, info)
      if (origin) writeId(encoder, origin)
      if (rightOrigin) writeId(encoder, rightOrigin)
      if (!origin && !rightOrigin) writeParent(encoder, parent ?? '')
      encoding.writeVarString(encoder, text)
    }
  }
}

function writeParent(encoder: encoding.Encoder, parent: string | ForgedId): void {
  encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
  if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
  else writeId(encoder, parent)
}

function writeId(encoder: encoding.Encoder, { client, clock }: ForgedId): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}
