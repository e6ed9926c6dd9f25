import type { AccountId } from '#lib/domain/ids.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { CloseCode } from '#lib/wire/close-codes.ts'

/** Someone in a room, as the server knows them: never as their client says. */
export type Person = {
  readonly accountId: AccountId
  readonly firstName: string
  readonly lastName: string
  readonly role: Role
}

/** An update of the document on its way out: encoded once for all who get it. */
export type OutgoingUpdate = { readonly update: Uint8Array; readonly frame: Uint8Array }

/** One connection, as a room sees it. Frames leave in the order of the calls. */
export interface Peer {
  readonly person: Person
  readonly canWrite: boolean
  sendUpdate(outgoing: OutgoingUpdate): void
  /** @param hasMore an update follows in the same turn. */
  sendAcknowledgement(frame: Uint8Array, hasMore: boolean): void
  /** An event (channel 102): left out for a client that did not ask for our channels. */
  sendEvent(frame: Uint8Array): void
  /** May be left out while the peer is slow: it then gets everybody's presence later. */
  sendPresence(frame: Uint8Array): void
  close(code: CloseCode, reason: string): void
}
