import * as Y from 'yjs'
import { limits } from '#lib/wire/limits.ts'
import { UpdateRefused } from './refusal.ts'

export type Struct = Y.Item | Y.GC | Y.Skip
/** Clocks `[clock, clock + length)` of one client. */
export type Range = { readonly client: number; readonly clock: number; readonly length: number }

/** Far more than a person types; sums of clocks stay exact. */
const maxClock = 2 ** 40
const maxClientId = 2 ** 32

/** A Yjs update (V1) as its parts, in the order of the clocks; nothing is applied. */
export class DecodedUpdate {
  /** Per client, without a hole: what an update leaves out is a `Skip`. */
  readonly structs: ReadonlyMap<number, readonly Struct[]>
  /** Per client, ascending, without overlap. */
  readonly deletions: readonly Range[]

  /**
   * @throws {UpdateRefused} `malformed`: not an update, or one that Yjs itself never writes;
   *   `too_large`: of more parts than an honest one.
   */
  constructor(bytes: Uint8Array) {
    const { structs, ds } = decode(bytes)
    if (structs.length > limits.updateStructs) throw new UpdateRefused('too_large', 'structs')
    if (countDeletions(ds.clients) > limits.updateDeletions) {
      throw new UpdateRefused('too_large', 'deletions')
    }
    this.structs = byClient(structs)
    this.deletions = readDeletions(ds.clients)
  }

  /** What the update has at this place; undefined when it has nothing there. */
  find(id: Y.ID): Y.Item | Y.GC | undefined {
    const structs = this.structs.get(id.client) ?? []
    let low = 0
    let high = structs.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = structs[middle]
      if (struct === undefined) return undefined
      if (id.clock < struct.id.clock) high = middle - 1
      else if (id.clock >= struct.id.clock + struct.length) low = middle + 1
      else return struct instanceof Y.Skip ? undefined : struct
    }
    return undefined
  }
}

function decode(bytes: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(bytes)
  } catch (error) {
    throw new UpdateRefused('malformed', 'not an update', { cause: error })
  }
}

function byClient(structs: readonly Struct[]): Map<number, Struct[]> {
  const clients = new Map<number, Struct[]>()
  let previous: Struct | undefined
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (client >= maxClientId || clock + struct.length > maxClock) throw malformed('id too large')
    if (!(struct.length > 0)) throw malformed('empty struct')
    if (previous?.id.client === client) {
      if (clock !== previous.id.clock + previous.length) throw malformed('clocks out of order')
      clients.get(client)?.push(struct)
    } else {
      // Yjs would read the last of two runs alone: the guard must not see more than Yjs does.
      if (clients.has(client)) throw malformed('client listed twice')
      clients.set(client, [struct])
    }
    previous = struct
  }
  return clients
}

type DeleteItem = { readonly clock: number; readonly len: number }

function countDeletions(clients: ReadonlyMap<number, readonly DeleteItem[]>): number {
  let count = 0
  for (const items of clients.values()) count += items.length
  return count
}

function readDeletions(clients: ReadonlyMap<number, readonly DeleteItem[]>): Range[] {
  const ranges: Range[] = []
  for (const [client, items] of clients) {
    let end = 0
    for (const { clock, len } of items) {
      // Ranges that overlap would make one small update walk the document many times.
      if (clock < end || len <= 0 || clock + len > maxClock) throw malformed('deletions')
      end = clock + len
      ranges.push({ client, clock, length: len })
    }
  }
  return ranges
}

function malformed(why: string): UpdateRefused {
  return new UpdateRefused('malformed', why)
}
