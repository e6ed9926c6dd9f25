import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'

/** Of whom, and of which document. */
export type CopyOwner = { personId: string; projectId: string; epoch: number }

/** `life` changes when a copy is erased and begun again: who still writes to an old life stops. */
export type CopyRow = CopyOwner & { life: string; schemaVersion: number; openedAt: number }

/** A document that cannot go on: kept until the person has taken it and lets it go. */
export type SetAside = CopyOwner & {
  id: string
  schemaVersion: number
  at: number
  /** How many edits were never sent. */
  unsent: number
  /** The whole state as one update. */
  update: Uint8Array
}

interface DeviceSchema extends DBSchema {
  copy: { key: [string, string, number]; value: CopyRow; indexes: { personId: string } }
  /** Keys grow, so that rows of one life come back in the order in which they were written. */
  update: { key: number; value: { life: string; update: Uint8Array }; indexes: { life: string } }
  /** The updates that the server has not acknowledged, by their key. */
  unsent: { key: number; value: { key: number; life: string }; indexes: { life: string } }
  setAside: { key: string; value: SetAside; indexes: { personId: string } }
}

type StoreName = 'copy' | 'update' | 'unsent' | 'setAside'

export type DeviceDatabase = IDBPDatabase<DeviceSchema>
export type DeviceChange = IDBPTransaction<DeviceSchema, StoreName[], 'readwrite'>

export const DATABASE_NAME = 'trame'

/** Everything that this browser keeps of documents, for every person who writes on it. */
export function openDeviceDatabase(): Promise<DeviceDatabase> {
  return openDB<DeviceSchema>(DATABASE_NAME, 1, {
    upgrade(db) {
      const copy = db.createObjectStore('copy', { keyPath: ['personId', 'projectId', 'epoch'] })
      copy.createIndex('personId', 'personId')
      db.createObjectStore('update', { autoIncrement: true }).createIndex('life', 'life')
      db.createObjectStore('unsent', { keyPath: 'key' }).createIndex('life', 'life')
      db.createObjectStore('setAside', { keyPath: 'id' }).createIndex('personId', 'personId')
    },
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
}

/** Every store in one transaction; resolves once it is complete, rejects when it was aborted. */
export async function changeDevice<Result>(
  db: DeviceDatabase,
  task: (change: DeviceChange) => Promise<Result>,
): Promise<Result> {
  const change = db.transaction(['copy', 'update', 'unsent', 'setAside'], 'readwrite')
  const [result] = await Promise.all([task(change), change.done])
  return result
}

export function copyKey({ personId, projectId, epoch }: CopyOwner): [string, string, number] {
  return [personId, projectId, epoch]
}

/** Takes a copy away with all its updates. */
export async function eraseCopy(change: DeviceChange, row: CopyRow): Promise<void> {
  await change.objectStore('copy').delete(copyKey(row))
  for (const name of ['update', 'unsent'] as const) {
    const store = change.objectStore(name)
    const keys = await store.index('life').getAllKeys(row.life)
    await Promise.all(keys.map((key) => store.delete(key)))
  }
}
