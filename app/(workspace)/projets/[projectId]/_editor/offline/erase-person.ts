import {
  changeDevice,
  type DeviceDatabase,
  eraseCopy,
  openDeviceDatabase,
} from './device-database.ts'
import { forgetPagesOf } from './kept-pages.ts'

/** How many edits of a person this browser holds that no server has. */
export async function countUnsent(personId: string): Promise<number> {
  return withDatabase(async (db) => {
    const reading = db.transaction(['copy', 'unsent', 'setAside'])
    const copies = await reading.objectStore('copy').index('personId').getAll(personId)
    const unsent = reading.objectStore('unsent').index('life')
    const counts = await Promise.all(copies.map(({ life }) => unsent.count(life)))
    const aside = await reading.objectStore('setAside').index('personId').getAll(personId)
    return [...counts, ...aside.map((row) => row.unsent)].reduce((sum, value) => sum + value, 0)
  }, 0)
}

/** Takes away all that this browser holds of a person's documents, pages included. */
export async function erasePerson(personId: string): Promise<void> {
  await forgetPagesOf(personId)
  await withDatabase(
    (db) =>
      changeDevice(db, async (change) => {
        const copies = await change.objectStore('copy').index('personId').getAll(personId)
        for (const row of copies) await eraseCopy(change, row)
        const aside = change.objectStore('setAside')
        const ids = await aside.index('personId').getAllKeys(personId)
        await Promise.all(ids.map((id) => aside.delete(id)))
      }),
    undefined,
  )
}

/** A browser that refuses to keep anything has nothing to count or to erase. */
async function withDatabase<Result>(
  use: (db: DeviceDatabase) => Promise<Result>,
  without: Result,
): Promise<Result> {
  const db = await openDeviceDatabase().catch(() => null)
  if (db === null) return without
  try {
    return await use(db)
  } finally {
    db.close()
  }
}
