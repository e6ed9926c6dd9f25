/**
 * What one project's document said after a row of its log, from the rows alone: characters in each
 * part, or with `--content` all of it, as JSON.
 */
import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { readProject } from '#lib/document/read.ts'
import { blockText } from '#lib/domain/block.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { readingSource } from '#lib/versions/reading-source.ts'
import { readEveryRow } from '#server/store/stored-rows.ts'
import { type Report, runRoomCommand } from './room-command.ts'

async function replay(db: Db, projectId: ProjectId, rest: readonly string[]): Promise<Report> {
  const given = rest.find((word) => /^\d+$/.test(word))
  const [head, source] = [await findDocumentHead(db, projectId), await readingSource(db, projectId)]
  invariant(head && source, 'a project has a document')
  const uptoSeq = given === undefined ? head.headSeq : Number(given)
  const doc = new Y.Doc()
  let last = 0
  for await (const row of readEveryRow(db, { projectId, epoch: head.epoch, afterSeq: 0 })) {
    if (row.seq > uptoSeq) break
    Y.applyUpdate(doc, row.data)
    last = row.seq
  }
  const project = readProject(doc, source)
  const parts = project.sections.map(({ id, content }) => {
    const characters = content.reduce((sum, block) => sum + blockText(block).length, 0)
    return `${id}: ${characters} characters in ${content.length} blocks`
  })
  const lines = rest.includes('--content')
    ? [JSON.stringify(project, null, 2)]
    : [`after row ${last} of ${head.headSeq}`, ...parts]
  return { lines, isWell: true }
}

await runRoomCommand({ usage: '[SEQ] [--content]', run: replay })
