import { httpLine } from '#lib/wire/http-line.ts'

/**
 * One server-sent event: `id` is the number of its last frame, and each `data` line one frame in
 * base64. Several frames in one event are one write to the network.
 */
export function framesEvent(id: number, frames: readonly Uint8Array[]): string {
  const lines = frames.map((frame) => `data: ${Buffer.from(frame).toString('base64')}\n`)
  return `id: ${id}\n${lines.join('')}\n`
}

export function closeEvent(closed: { code: number; reason: string }): string {
  return `event: ${httpLine.closeEvent}\ndata: ${JSON.stringify(closed)}\n\n`
}

/** A comment, which clients skip. */
export const pingText = ': ping\n\n'

/**
 * What a stream begins with: some proxies pass nothing on before they have 2 kB, and the client
 * takes a stream that does not begin for one that is held back.
 */
export const openingText = `:${' '.repeat(2048)}\n\n`
