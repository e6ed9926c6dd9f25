import type {
  Block,
  BlockKind,
  HorizontalRule,
  Inline,
  Paragraph,
  Table,
} from '#lib/domain/block.ts'

export const listKinds = ['bullet', 'ordered', 'task'] as const
export type ListKind = (typeof listKinds)[number]

/** A text block without its place: `checked` travels with it whatever its kind. */
export type NestedText = { inline: Inline[]; checked: boolean }

/**
 * Prose as a tree, the shape that HTML, word processors and readers expect.
 *
 * A node stands at the level of its container (0 at the top, one more in each list item);
 * `offset` is how much further the flat block was indented, 0 for all ordinary structures.
 */
export type NestedBlock =
  | ({ type: 'paragraph'; offset: number } & NestedText)
  | ({ type: 'heading'; rank: 3 | 4; offset: number } & NestedText)
  | { type: 'quote'; offset: number; paragraphs: NestedText[] }
  | { type: 'list'; kind: ListKind; offset: number; items: ListItem[] }
  | Table
  | HorizontalRule

export type ListItem = NestedText & { children: NestedBlock[] }

/**
 * Nests flat blocks into real lists and quotes. `flatten` is its inverse for every list of blocks.
 *
 * Items of one kind and indent make a list while nothing less indented comes between; what is
 * indented further below an item is inside it.
 */
export function nest(blocks: readonly Block[]): NestedBlock[] {
  const reader = { blocks, at: 0 }
  return nestLevel(reader, 0)
}

type Reader = { readonly blocks: readonly Block[]; at: number }

function nestLevel(reader: Reader, level: number): NestedBlock[] {
  const nested: NestedBlock[] = []
  for (let block = peek(reader, level); block !== undefined; block = peek(reader, level)) {
    nested.push(block.type === 'paragraph' ? nestText(reader, block, level) : block)
    if (block.type !== 'paragraph') reader.at += 1
  }
  return nested
}

/** The next block, unless it stands outside this level. */
function peek(reader: Reader, level: number): Block | undefined {
  const block = reader.blocks[reader.at]
  return block !== undefined && indentOf(block) >= level ? block : undefined
}

function nestText(reader: Reader, block: Paragraph, level: number): NestedBlock {
  const offset = block.indent - level
  if (isListKind(block.kind)) {
    return { type: 'list', kind: block.kind, offset, items: takeItems(reader, block) }
  }
  if (block.kind === 'quote') return { type: 'quote', offset, paragraphs: takeQuote(reader, block) }
  reader.at += 1
  if (block.kind === null) return { type: 'paragraph', offset, ...textOf(block) }
  return { type: 'heading', rank: block.kind === 'h3' ? 3 : 4, offset, ...textOf(block) }
}

function takeItems(reader: Reader, first: Paragraph): ListItem[] {
  const items: ListItem[] = []
  for (let next = sameRun(reader, first); next !== null; next = sameRun(reader, first)) {
    reader.at += 1
    items.push({ ...textOf(next), children: nestLevel(reader, first.indent + 1) })
  }
  return items
}

function takeQuote(reader: Reader, first: Paragraph): NestedText[] {
  const paragraphs: NestedText[] = []
  for (let next = sameRun(reader, first); next !== null; next = sameRun(reader, first)) {
    reader.at += 1
    paragraphs.push(textOf(next))
  }
  return paragraphs
}

function sameRun(reader: Reader, first: Paragraph): Paragraph | null {
  const block = reader.blocks[reader.at]
  if (block?.type !== 'paragraph') return null
  return block.kind === first.kind && block.indent === first.indent ? block : null
}

function textOf({ inline, checked }: Paragraph): NestedText {
  return { inline, checked }
}

function indentOf(block: Block): number {
  return block.type === 'paragraph' ? block.indent : 0
}

function isListKind(kind: BlockKind | null): kind is ListKind {
  return (listKinds as readonly (BlockKind | null)[]).includes(kind)
}
