import * as Y from 'yjs'
import {
  type CopyRow,
  changeDevice,
  type DeviceChange,
  type DeviceDatabase,
  eraseCopy,
  type SetAside,
} from './device-database.ts'

/** A copy that nobody has opened for so long is not kept on the device. */
const FORGET_AFTER_MS = 30 * 24 * 3600 * 1000

type Ending = {
  now: number
  /** What a window holds besides the stored rows. */
  state?: Uint8Array
  /** The server has another history now: nobody knows what of this one it still has. */
  isReplaced: boolean
}

/** Ends a copy. What the server never had, or may no longer have, becomes a document set aside. */
export async function endCopy(
  change: DeviceChange,
  row: CopyRow,
  { now, state, isReplaced }: Ending,
): Promise<void> {
  const { life, openedAt: _, ...rest } = row
  const unsent = await change.objectStore('unsent').index('life').count(life)
  const rows = await change.objectStore('update').index('life').getAll(life)
  if (unsent > 0 || (isReplaced && rows.length > 0)) {
    const updates = rows.map(({ update }) => update)
    const update = Y.mergeUpdates(state === undefined ? updates : [...updates, state])
    await change.objectStore('setAside').put({ ...rest, id: life, at: now, unsent, update })
  }
  await eraseCopy(change, row)
}

/** Ends the copies of earlier epochs of a person's project, and those forgotten by everybody. */
export async function endOldCopies(
  db: DeviceDatabase,
  current: Pick<CopyRow, 'personId' | 'projectId' | 'epoch'>,
  now: number,
): Promise<void> {
  await changeDevice(db, async (change) => {
    for (const row of await change.objectStore('copy').getAll()) {
      const same = row.personId === current.personId && row.projectId === current.projectId
      const isReplaced = same && row.epoch < current.epoch
      const isCurrent = same && row.epoch === current.epoch
      const forgotten = !isCurrent && now - row.openedAt > FORGET_AFTER_MS
      if (isReplaced || forgotten) await endCopy(change, row, { now, isReplaced })
    }
  })
}

/** Documents of one person's project that were set aside, oldest first. */
export async function listSetAside(
  db: DeviceDatabase,
  { personId, projectId }: Pick<SetAside, 'personId' | 'projectId'>,
): Promise<SetAside[]> {
  const rows = await db.getAllFromIndex('setAside', 'personId', personId)
  return rows.filter((row) => row.projectId === projectId).sort((a, b) => a.at - b.at)
}
