import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { findSnapshot, listSnapshots } from '#db/queries/document-snapshot.ts'
import { findPublicationText, listPublications } from '#db/queries/publication.ts'
import { findVersion, listVersions } from '#db/queries/version.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { checkPublication } from '#lib/exports/publication/check-publication.ts'
import { invariant } from '#lib/platform/errors.ts'
import { isSameDocument } from './same-document.ts'
import { readEveryRow } from './stored-rows.ts'
import type { LogRow } from './update-log.ts'

export type LogReport = {
  /** What was looked at. */
  readonly facts: readonly string[]
  /** What is wrong with it, one sentence each; empty when all is well. */
  readonly faults: readonly string[]
}

type DocumentKey = { readonly projectId: ProjectId; readonly epoch: number }

/**
 * Proves what is stored of one document, beside a running server too (O5): its rows are without a
 * gap, each can be decoded, and nothing waits for what no row has; each snapshot has its hash and
 * is the document that the rows make; each version has the hash of its content and a state that
 * opens; each publication answers for its text and for the number before it.
 */
export async function verifyLog(db: Db, projectId: ProjectId): Promise<LogReport> {
  const head = await findDocumentHead(db, projectId)
  invariant(head, 'a project has a document')
  const key = { projectId, epoch: head.epoch }
  const rows = await verifyRows(db, key, head.headSeq)
  const reports = [rows, await verifyVersions(db, projectId), await verifyChain(db, projectId)]
  return {
    facts: reports.flatMap(({ facts }) => facts),
    faults: reports.flatMap(({ faults }) => faults),
  }
}

async function verifyRows(db: Db, key: DocumentKey, headSeq: number): Promise<LogReport> {
  const doc = new Y.Doc()
  const faults: string[] = []
  const snapshots = new Set((await listSnapshots(db, key)).map(({ uptoSeq }) => uptoSeq))
  const facts = [`${headSeq} rows, ${snapshots.size} snapshots`]
  let last = 0
  try {
    for await (const row of readEveryRow(db, { ...key, afterSeq: 0 })) {
      last = row.seq
      faults.push(...replayRow(doc, row))
      if (!snapshots.has(row.seq)) continue
      faults.push(...(await verifySnapshot(db, { ...key, uptoSeq: row.seq }, doc)))
    }
  } catch (error) {
    faults.push(`after row ${last}: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  if (last < headSeq) faults.push(`the document counts ${headSeq} rows, and ${last} can be read`)
  if (hasParked(doc)) faults.push('some row depends on what no row has')
  doc.destroy()
  return { facts, faults }
}

function replayRow(doc: Y.Doc, { seq, data }: LogRow): string[] {
  try {
    Y.decodeUpdate(data)
    Y.applyUpdate(doc, data)
    return []
  } catch (error) {
    return [`row ${seq} cannot be applied: ${error instanceof Error ? error.message : error}`]
  }
}

/** @param doc what the rows up to it make. */
async function verifySnapshot(
  db: Db,
  key: DocumentKey & { uptoSeq: number },
  doc: Y.Doc,
): Promise<string[]> {
  const stored = await findSnapshot(db, key)
  // A compaction meanwhile took it away: a newer one stands for it.
  if (stored === undefined) return []
  const name = `the snapshot of row ${key.uptoSeq}`
  const digest = createHash('sha256').update(stored.state).digest()
  if (!digest.equals(stored.sha256)) return [`${name} does not have its hash`]
  const restored = new Y.Doc()
  try {
    Y.applyUpdate(restored, stored.state)
    return isSameDocument(doc, restored) ? [] : [`${name} is not what the rows make`]
  } catch {
    return [`${name} cannot be opened`]
  } finally {
    restored.destroy()
  }
}

async function verifyVersions(db: Db, projectId: ProjectId): Promise<LogReport> {
  const faults: string[] = []
  const versions = await listVersions(db, projectId)
  for (const { id } of versions) {
    const version = await findVersion(db, { projectId, id })
    if (version === undefined) continue
    const digest = createHash('sha256').update(canonicalJson(version.content)).digest()
    if (!digest.equals(version.sha256)) faults.push(`version ${id} does not have its hash`)
    if (!opens(version.state)) faults.push(`version ${id} cannot be opened`)
  }
  return { facts: [`${versions.length} versions`], faults }
}

function opens(state: Uint8Array): boolean {
  const doc = new Y.Doc()
  try {
    Y.applyUpdateV2(doc, state)
    return !hasParked(doc)
  } catch {
    return false
  } finally {
    doc.destroy()
  }
}

async function verifyChain(db: Db, projectId: ProjectId): Promise<LogReport> {
  const faults: string[] = []
  const newestFirst = await listPublications(db, projectId)
  for (const [index, facts] of newestFirst.entries()) {
    const text = await findPublicationText(db, facts)
    if (text === undefined) {
      faults.push(`publication ${facts.number} has no text`)
      continue
    }
    const previous = newestFirst[index + 1]?.sha256 ?? null
    const check = checkPublication({ ...facts, ...text }, previous)
    for (const fault of check.faults) faults.push(`publication ${facts.number}: wrong ${fault}`)
  }
  return { facts: [`${newestFirst.length} publications`], faults }
}

function hasParked({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null
}
