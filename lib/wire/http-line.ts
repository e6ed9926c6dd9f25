/**
 * The socket's frames over plain HTTP, for networks that let no socket through. Below the socket's own
 * address, `/sync/{projectId}`:
 *
 * - `POST …/http` opens a line, with the socket's parameters. Answers `{"line": token}`, or
 *   `{"closed": {"code", "reason"}}` as a socket would have been closed.
 * - `GET …/http/events?wait=stream` is a stream of server-sent events; `wait=n` ends with the first
 *   events, or after n seconds without any.
 * - `POST …/http/frames` carries a batch of frames.
 * - `POST …/http/close` carries the last batch, and ends the line.
 *
 * `/sync/ping` is a page's way to find out what gets through: it answers a GET with 204, and takes a
 * socket only to close it with 4404.
 */
export const httpLine = {
  /** The token of a line: it is in no address, since addresses are logged. */
  lineHeader: 'trame-line',
  /** Number of a batch, from 1: a batch that comes twice is taken once. */
  batchHeader: 'trame-batch',
  /** Number of the last event that the client has: what came before it is forgotten. */
  receivedHeader: 'trame-received',
  /** What only the sync server says: a proxy's own answers do not prove that it is there. */
  serverHeader: 'trame-sync',
  /** `event: close` with `data: {"code", "reason"}`: the last event of a line. */
  closeEvent: 'close',
} as const

const lengthBytes = 4

/** Frames in one body, each behind its length (32 bits, big-endian). */
export function encodeBatch(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = frames.reduce((total, frame) => total + lengthBytes + frame.length, 0)
  const body = new Uint8Array(size)
  const view = new DataView(body.buffer)
  let at = 0
  for (const frame of frames) {
    view.setUint32(at, frame.length)
    body.set(frame, at + lengthBytes)
    at += lengthBytes + frame.length
  }
  return body
}

/** The frames of a batch, each with a buffer of its own; null when the body is cut or too long. */
export function decodeBatch(body: Uint8Array): Uint8Array[] | null {
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const frames: Uint8Array[] = []
  let at = 0
  while (at < body.length) {
    if (body.length - at < lengthBytes) return null
    const end = at + lengthBytes + view.getUint32(at)
    if (end > body.length) return null
    frames.push(body.slice(at + lengthBytes, end))
    at = end
  }
  return frames
}
