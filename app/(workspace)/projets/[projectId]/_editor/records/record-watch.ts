import type * as Y from 'yjs'
import { sectionRoot } from '#lib/document/schema.ts'
import { stateMark } from '#lib/document/state-mark.ts'

/**
 * Resolves once the document's records may say something else than the page's cards: at once when the
 * document is not the one that the page came with. Making cards takes the template and every word of
 * theirs, and even reading the records takes their fields, which most visits never need.
 *
 * @param options.mark of the state that the cards were made from.
 */
export function recordsDiffer(
  doc: Y.Doc,
  { mark, signal }: { mark: string; signal: AbortSignal },
): Promise<void> {
  if (stateMark(doc) !== mark) return Promise.resolve()
  return new Promise((resolve) => {
    const look = (transaction: Y.Transaction) => {
      if (!changesRecords(transaction)) return
      end()
      resolve()
    }
    const end = () => {
      signal.removeEventListener('abort', end)
      doc.off('afterTransaction', look)
    }
    signal.addEventListener('abort', end)
    doc.on('afterTransaction', look)
  })
}

/** What is not a part's text is the header or an entity's records, whether it was asked for or not. */
function changesRecords({ doc, changedParentTypes }: Y.Transaction): boolean {
  return [...doc.share].some(
    ([name, root]) => changedParentTypes.has(root) && !name.startsWith(sectionRoot('')),
  )
}
