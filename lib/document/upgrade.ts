import type * as Y from 'yjs'
import { SCHEMA_VERSION } from './schema.ts'

/** What adds the shared types of a later version: the first from version 1 to 2, and so on. */
export type UpgradeStep = (doc: Y.Doc) => void

const steps: readonly UpgradeStep[] = [
  // Version 2: header cells are told by an attribute. Those of version 1 are read as they are:
  // writing them anew would part them from what someone has typed in them without a connection.
  () => undefined,
]

/**
 * Brings a document to the current version, in one transaction, which the server appends to the log
 * like any edit, before anybody joins. It writes nothing when the document is of this version.
 *
 * Only the server calls it: two people who both created the same new Y.Text would lose one.
 *
 * @param fromVersion the version that is stored with the document.
 * @throws {RangeError} no such version, or a later one than this program knows: it must not write.
 */
export function upgradeDocument(doc: Y.Doc, fromVersion: number): void {
  runSteps(doc, { fromVersion, toVersion: SCHEMA_VERSION, steps })
}

/** `upgradeDocument` for a given list of steps, so that the order can be proved without a version 2. */
export function runSteps(
  doc: Y.Doc,
  plan: { fromVersion: number; toVersion: number; steps: readonly UpgradeStep[] },
): void {
  const { fromVersion, toVersion } = plan
  if (!Number.isInteger(fromVersion) || fromVersion < 1 || fromVersion > toVersion) {
    throw new RangeError(`No way from document version ${fromVersion} to ${toVersion}`)
  }
  const missing = plan.steps.slice(fromVersion - 1)
  if (missing.length === 0) return
  doc.transact(() => {
    for (const step of missing) step(doc)
  })
}
