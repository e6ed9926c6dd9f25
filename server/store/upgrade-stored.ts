import type * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { setSchemaVersion } from '#db/queries/document.ts'
import { bindClient } from '#db/queries/document-client.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import { findProject } from '#db/queries/project.ts'
import { holdStoredDocument } from '#db/queries/stored-document.ts'
import { openStored } from '#lib/document/open-stored.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import { upgradeDocument } from '#lib/document/upgrade.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { storeVersionOf } from '#lib/versions/store-version.ts'

export type Upgrade = typeof upgradeDocument

type Written = { readonly clientId: number; readonly updates: readonly Uint8Array[] }

/**
 * Brings a document to the schema of this program, in one transaction that holds it (U1): the state
 * before it becomes a version, what the upgrade writes is appended under the name of whoever made
 * the project, and the document says its new schema. Of two processes, one does it; nobody does it
 * to a frozen document.
 */
export async function upgradeStored(
  db: Db,
  projectId: ProjectId,
  upgrade: Upgrade = upgradeDocument,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const stored = await holdStoredDocument(transaction, projectId)
    if (stored === undefined || stored.frozen || stored.schemaVersion >= SCHEMA_VERSION) {
      return
    }
    await storeVersionOf(transaction, stored, { projectId, kind: 'automatic', accountId: null })
    const written = await openStored(stored, (doc) => run(doc, stored.schemaVersion, upgrade))
    await append(transaction, { projectId, epoch: stored.epoch }, written)
    await setSchemaVersion(transaction, { projectId, schemaVersion: SCHEMA_VERSION })
  })
}

function run(doc: Y.Doc, fromVersion: number, upgrade: Upgrade): Written {
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  upgrade(doc, fromVersion)
  return { clientId: doc.clientID, updates }
}

async function append(
  db: Db,
  key: { projectId: ProjectId; epoch: number },
  { clientId, updates }: Written,
): Promise<void> {
  if (updates.length === 0) return
  const project = await findProject(db, key.projectId)
  invariant(project, 'a document has its project')
  const accountId = project.createdBy
  await bindClient(db, key, { clientId, firstClock: 0, accountId })
  const rows = updates.map((data) => ({ data, accountId }))
  const appended = await appendUpdates(db, { ...key, node: 'upgrade', updates: rows })
  invariant(appended, 'a document that is held takes updates')
}
