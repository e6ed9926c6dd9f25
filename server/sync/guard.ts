import * as Y from 'yjs'
import { limits } from '#lib/wire/limits.ts'
import { contentRefusal } from './guard/content-rules.ts'
import { DecodedUpdate } from './guard/decoded-update.ts'
import { areDeleted } from './guard/deletions.ts'
import { integrationOrder } from './guard/integration-order.ts'
import { UpdateRefused } from './guard/refusal.ts'
import { PlaceResolver } from './guard/resolve-place.ts'
import { shiftsOf } from './guard/shifts.ts'

/** A Yjs client id with which an update writes, and the first of its clocks that the document lacks. */
export type NewClocks = { readonly clientId: number; readonly firstClock: number }

export type Verdict =
  /** The document has all of it: nothing is written. */
  | { readonly kind: 'no-op' }
  /** It depends on what the document lacks: ask for the client's whole difference. */
  | { readonly kind: 'gap' }
  | {
      readonly kind: 'write'
      readonly newClocks: readonly NewClocks[]
      readonly incoming: Incoming
    }

/** What an update brings, as it came: applying it leaves these objects as they are. */
export type Incoming = {
  /** Those of its structs that the document does not have, in the order of their integration. */
  readonly structs: readonly (Y.Item | Y.GC)[]
  readonly update: DecodedUpdate
}

/**
 * Decides whether an update may enter, before it is applied: Yjs can neither veto nor take back.
 *
 * @param sections ids of the project's parts, from the template and its own.
 * @throws {UpdateRefused} it must never be applied. Close the sender with 4400 (4413 when too large).
 */
export function inspectUpdate(
  doc: Y.Doc,
  bytes: Uint8Array,
  sections: ReadonlySet<string>,
): Verdict {
  if (bytes.length > limits.frameBytes) throw new UpdateRefused('too_large', 'update')
  const verdict = readUpdate(doc, bytes)
  if (verdict.kind !== 'write') return verdict
  const { structs, update } = verdict.incoming
  judge(structs, new PlaceResolver(doc, update, sections))
  if (shiftsOf(doc, { structs, deletions: update.deletions }) > limits.updateShifts) {
    throw new UpdateRefused('too_large', 'shifts')
  }
  return verdict
}

/** What an update is to the document, without a judgement: for what is in the log already. */
export function readUpdate(doc: Y.Doc, bytes: Uint8Array): Verdict {
  const update = new DecodedUpdate(bytes)
  const order = integrationOrder(doc, update)
  if (order === null) return { kind: 'gap' }
  if (order.length === 0 && areDeleted(doc, update.deletions)) return { kind: 'no-op' }
  return { kind: 'write', newClocks: newClocks(doc, order), incoming: { structs: order, update } }
}

function judge(order: readonly (Y.Item | Y.GC)[], places: PlaceResolver): void {
  for (const struct of order) {
    if (struct instanceof Y.GC) continue
    const { place, key } = places.resolve(struct)
    const refusal = contentRefusal(place, key, struct.content)
    if (refusal !== null) throw new UpdateRefused(refusal, `in ${place.at}`)
  }
}

function newClocks(doc: Y.Doc, order: readonly (Y.Item | Y.GC)[]): NewClocks[] {
  const clients = new Set(order.map((struct) => struct.id.client))
  return [...clients].map((clientId) => ({
    clientId,
    firstClock: Y.getState(doc.store, clientId),
  }))
}
