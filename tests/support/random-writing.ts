import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import type { Random } from './chaos/random.ts'
import { PART } from './room-of-peers.ts'

/** One edit in the part that every project has: words, blocks, kinds, and what takes them away. */
export function writeAtRandom(doc: Y.Doc, random: Random): void {
  const part = section(doc, PART)
  const blocks = part.toArray()
  const block = blocks[random.below(blocks.length || 1)]
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  const choice = random.below(10)
  if (choice === 0 || !(block instanceof Y.XmlElement)) {
    const fresh = new Y.XmlElement('paragraph')
    doc.transact(() => {
      part.insert(random.below(blocks.length + 1), [fresh])
      fresh.insert(0, [new Y.XmlText('new ')])
    })
  } else if (choice === 1 && blocks.length > 1) {
    part.delete(random.below(blocks.length), 1)
  } else if (choice === 2) {
    block.setAttribute('kind', 'h3')
  } else if (text instanceof Y.XmlText) {
    const isErasing = choice === 3 && text.length > 2
    if (isErasing) text.delete(random.below(text.length - 1), 1)
    else text.insert(random.below(text.length + 1), `w${random.below(100)} `)
  }
}

/** What that part says. */
export function partContent(doc: Y.Doc | undefined): string {
  return doc === undefined ? '' : section(doc, PART).toString()
}
