import { invariant } from '#lib/platform/errors.ts'

/** A bigint column as a number. Every one of ours counts things and stays below 2^53. */
export function readInteger(text: string): number {
  const value = Number(text)
  invariant(Number.isSafeInteger(value), 'a bigint column holds a safe integer')
  return value
}

/** A calendar day has no time zone: it stays `YYYY-MM-DD`. */
export function readCalendarDate(text: string): string {
  return text
}

/** The `\\x…` text of a bytea column, in a buffer of its own. */
export function readBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
}
