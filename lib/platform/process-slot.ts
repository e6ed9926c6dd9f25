/**
 * One value per process and name, created by the first caller.
 *
 * Next's bundle and the server each have their own module instances in one process; what must
 * exist once (the database, the rooms) lives on `globalThis`, and only this file touches it.
 */
const slots = globalThis as typeof globalThis & { __trame?: Map<string, unknown> }

export function processSlot<Value>(name: string, create: () => Value): Value {
  slots.__trame ??= new Map()
  if (!slots.__trame.has(name)) slots.__trame.set(name, create())
  return slots.__trame.get(name) as Value
}

export function clearProcessSlot(name: string): void {
  slots.__trame?.delete(name)
}

/** What a new process begins with: nothing. */
export function clearProcessSlots(): void {
  slots.__trame?.clear()
}
