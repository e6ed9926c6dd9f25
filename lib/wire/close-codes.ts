/**
 * Every code with which the server closes a socket, and what the client must do.
 *
 * 4400–4499 are final for y-websocket 3.1: it stops reconnecting and emits `closed`.
 * 1012 and 4503 are transient: it reconnects with backoff.
 */
export const closeCodes = {
  /** A frame that is not the protocol, or an update that the guard refuses for its shape. Final. */
  malformed: 4400,
  /** No session, one that was revoked, or another person's than the page's. Final: sign in, then go on. */
  signedOut: 4401,
  /** The person may not do this, or may not open this project. Final. */
  notAllowed: 4403,
  /** No such project. Final. */
  notFound: 4404,
  /** The client's copy belongs to another history. Final: set the copy aside, open a fresh one. */
  wrongEpoch: 4409,
  /** A frame, an update or a document over its limit. Final. */
  tooLarge: 4413,
  /** A write to a frozen room. Final for the writer's document; open it again to read. */
  frozen: 4423,
  /** The client's document schema is older than the document's. Final: load the page again. */
  clientTooOld: 4426,
  /** The server is restarting. Transient. */
  restarting: 1012,
  /** Too many connections, a slow reader, a changed role, a failing database. Transient. */
  tryAgain: 4503,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

/** True when the client must not reconnect by itself with the same document. */
export function isFinal(code: number): boolean {
  return code >= 4400 && code <= 4499
}
