/** What is stored of one project's document: sizes, numbers and times, never its text. */
import type { Db } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { listClientBindings } from '#db/queries/document-client.ts'
import { listSnapshots } from '#db/queries/document-snapshot.ts'
import { listVersions } from '#db/queries/version.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { readEveryRow } from '#server/store/stored-rows.ts'
import { type Report, runRoomCommand } from './room-command.ts'

async function inspect(db: Db, projectId: ProjectId): Promise<Report> {
  const head = await findDocumentHead(db, projectId)
  invariant(head, 'a project has a document')
  const { epoch, schemaVersion, headSeq, frozen, bytes } = head
  const key = { projectId, epoch }
  const snapshots = await listSnapshots(db, key)
  const versions = await listVersions(db, projectId)
  const clients = await listClientBindings(db, key)
  const lines = [
    `epoch ${epoch}, schema ${schemaVersion}${frozen ? ', frozen' : ''}`,
    `${headSeq} rows, ${bytes} bytes stored`,
    ...snapshots.map(({ uptoSeq, bytes: size }) => `snapshot of row ${uptoSeq}: ${size} bytes`),
    `${headSeq - (snapshots[0]?.uptoSeq ?? 0)} rows to read after the newest snapshot`,
    `${versions.length} versions, ${clients.length} client ids`,
    ...(await writers(db, key)),
  ]
  return { lines, isWell: true }
}

type Writing = { rows: number; bytes: number; last: Date }

async function writers(db: Db, key: { projectId: ProjectId; epoch: number }): Promise<string[]> {
  const byWriter = new Map<string, Writing>()
  for await (const { accountId, node, data, at } of readEveryRow(db, { ...key, afterSeq: 0 })) {
    const name = `account ${accountId} through ${node}`
    const { rows, bytes } = byWriter.get(name) ?? { rows: 0, bytes: 0 }
    byWriter.set(name, { rows: rows + 1, bytes: bytes + data.length, last: at })
  }
  return [...byWriter].map(
    ([name, { rows, bytes, last }]) =>
      `${name}: ${rows} rows, ${bytes} bytes, last ${last.toISOString()}`,
  )
}

await runRoomCommand({ run: inspect })
