import * as Y from 'yjs'
import type { EditorPage } from '../page-model.ts'
import { type UnsentCopy, unsentCopy } from '../unsent-copy.ts'
import { openDeviceDatabase, type SetAside } from './device-database.ts'
import { listSetAside } from './set-aside.ts'

/** The documents of this page's project and person that were set aside on this device. */
export async function asideCopies(page: EditorPage): Promise<SetAside[]> {
  const db = await openDeviceDatabase()
  try {
    return await listSetAside(db, { personId: page.me.id, projectId: page.id })
  } finally {
    db.close()
  }
}

export async function removeAside(id: string): Promise<void> {
  const db = await openDeviceDatabase()
  try {
    await db.delete('setAside', id)
  } finally {
    db.close()
  }
}

/** The file of a document that was set aside. */
export function copyOfAside(page: EditorPage, aside: SetAside): UnsentCopy {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, aside.update)
  const { epoch, schemaVersion } = aside
  const copy = unsentCopy({ ...page, epoch, schemaVersion }, doc, new Date(aside.at))
  doc.destroy()
  return copy
}
