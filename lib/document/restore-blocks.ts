import { getSchema } from '@tiptap/core'
import type { Node, Schema } from '@tiptap/pm/model'
import { type ProsemirrorBinding, updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { Block } from '#lib/domain/block.ts'
import { nodesOf } from './clipboard/nodes.ts'
import { documentExtensions } from './extensions.ts'
import { completeAllParagraphs } from './one-text.ts'
import { readBlock, readBlocks } from './read-blocks.ts'
import { filled } from './seed.ts'
import { appendBlocks } from './write-blocks.ts'

let known: Schema | undefined

/**
 * Makes a part say `blocks`, by an edit that touches only what differs: blocks that stay are the
 * same to whoever writes in them, and what they write meanwhile goes with them.
 *
 * Call it in a transaction, never on a document that people are connected to.
 */
export function restoreBlocks(part: Y.XmlFragment, blocks: readonly Block[]): void {
  if (part.length > 0 && says(part, blocks)) return
  known ??= getSchema(documentExtensions)
  const nodes = nodesOf(known, filled(blocks))
  const target = known.topNodeType.create(null, nodes)
  const doc = part.doc
  if (doc === null) throw new Error('a part is in a document')
  updateYFragment(doc, part, target, { mapping: kept(part, blocks, nodes), isOMark: new Map() })
  completeAllParagraphs(part)
  if (says(part, blocks)) return
  // The binding promises no result: what it does not reach is written anew.
  part.delete(0, part.length)
  appendBlocks(part, filled(blocks))
}

function says(part: Y.XmlFragment, blocks: readonly Block[]): boolean {
  return JSON.stringify(readBlocks(part)) === JSON.stringify(blocks)
}

/**
 * Which of the part's blocks the wanted ones are, the first of a kind being the first: without it
 * the binding takes an empty paragraph, which has a text with us, for another than its own.
 */
function kept(
  part: Y.XmlFragment,
  blocks: readonly Block[],
  nodes: readonly Node[],
): ProsemirrorBinding['mapping'] {
  const wanted = new Map<string, Node[]>()
  filled(blocks).forEach((block, index) => {
    const node = nodes[index]
    const key = JSON.stringify(block)
    if (node !== undefined) wanted.set(key, [...(wanted.get(key) ?? []), node])
  })
  const mapping: ProsemirrorBinding['mapping'] = new Map()
  for (const child of part.toArray()) {
    const [block] = child instanceof Y.XmlElement ? readBlock(child) : []
    const node = block === undefined ? undefined : wanted.get(JSON.stringify(block))?.shift()
    if (node !== undefined) mapping.set(child, node)
  }
  return mapping
}
