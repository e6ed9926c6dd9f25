/** Makes a snapshot of one project's document now; a running server does it by itself in time. */
import { findDocumentHead } from '#db/queries/document.ts'
import { invariant } from '#lib/platform/errors.ts'
import { compactDocument } from '#server/store/compaction.ts'
import { runRoomCommand } from './room-command.ts'

await runRoomCommand({
  run: async (db, projectId) => {
    const head = await findDocumentHead(db, projectId)
    invariant(head, 'a project has a document')
    const isWritten = await compactDocument(db, { projectId, epoch: head.epoch })
    const line = isWritten
      ? `wrote a snapshot of at least ${head.headSeq} rows`
      : 'nothing to compact, or a server is doing it'
    return { lines: [line], isWell: true }
  },
})
