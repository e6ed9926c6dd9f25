import * as Y from 'yjs'
import { openDatabase } from '#db/client.ts'
import { listReturnedTexts } from '#db/queries/returned-text.ts'
import { readStoredDocument } from '#db/queries/stored-document.ts'
import { parseRoot } from '#lib/document/parse-root.ts'
import { readBlocks } from '#lib/document/read-blocks.ts'
import { section } from '#lib/document/schema.ts'
import { type Block, blockText, type Paragraph } from '#lib/domain/block.ts'
import { parseProjectId } from '#lib/domain/ids.ts'

export type StoredWords = {
  /** The paragraphs of each part that was asked for, those of cells too. */
  parts: string[][]
  /** All that stands in any part. */
  everywhere: string
  /** All that is offered to be put back. */
  givenBack: string
}

/** What the database holds of a project, once no server has it open. */
export async function storedWords(
  dataDir: string,
  asked: { projectId: string; sectionIds: readonly string[] },
): Promise<StoredWords> {
  const projectId = parseProjectId(asked.projectId)
  if (projectId === null) throw new Error('not the id of a project')
  const { db, close } = await openDatabase({ databaseUrl: undefined, dataDir })
  try {
    const stored = await readStoredDocument(db, projectId)
    const doc = new Y.Doc()
    if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
    for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update)
    const paragraphs = (id: string) =>
      readBlocks(section(doc, id)).flatMap(paragraphsOf).map(blockText)
    const roots = [...doc.share.keys()].map(parseRoot)
    const ids = roots.flatMap((root) => (root?.type === 'section' ? root.sectionId : []))
    const offers = await listReturnedTexts(db, projectId)
    return {
      parts: asked.sectionIds.map(paragraphs),
      everywhere: ids.flatMap(paragraphs).join('\n'),
      givenBack: offers.map(({ text }) => text).join('\n'),
    }
  } finally {
    await close()
  }
}

function paragraphsOf(block: Block): Paragraph[] {
  if (block.type === 'paragraph') return [block]
  if (block.type === 'horizontalRule') return []
  return block.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => content))
}
