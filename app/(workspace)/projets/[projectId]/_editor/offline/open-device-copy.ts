import { DeviceCopy } from './device-copy.ts'
import type { CopyOwner } from './device-database.ts'

/** The copy of a document; null where the browser keeps nothing, as in some private windows. */
export async function openDeviceCopy(
  owner: CopyOwner & { schemaVersion: number },
): Promise<DeviceCopy | null> {
  try {
    return await DeviceCopy.open(owner)
  } catch (error) {
    // Writing goes on without it: the page says that nothing is kept, and asks before closing.
    console.warn('Trame: no copy on this device', error)
    return null
  }
}
