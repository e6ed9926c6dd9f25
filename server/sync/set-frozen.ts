import { closeCodes } from '#lib/wire/close-codes.ts'
import { isOutdated } from './load-document.ts'
import type { Room } from './room.ts'

/**
 * Freezes or thaws a room. A document that was frozen in an older schema was left in it, to be read:
 * once thawed its people are sent away to come back, and whoever comes first upgrades it (U2).
 */
export function setFrozen(room: Room, isFrozen: boolean): void {
  room.isFrozen = isFrozen
  if (!isFrozen && isOutdated(room)) room.end(closeCodes.tryAgain, 'upgrade')
}
