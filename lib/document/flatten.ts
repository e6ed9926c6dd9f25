import type { Block, BlockKind } from '#lib/domain/block.ts'
import type { NestedBlock, NestedText } from './nest.ts'

/** The flat blocks that `nest` made `nested` from: the exact inverse. */
export function flatten(nested: readonly NestedBlock[]): Block[] {
  return flattenLevel(nested, 0)
}

function flattenLevel(nested: readonly NestedBlock[], level: number): Block[] {
  return nested.flatMap((node) => flattenNode(node, level))
}

function flattenNode(node: NestedBlock, level: number): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [text(node, null, level + node.offset)]
    case 'heading':
      return [text(node, node.rank === 3 ? 'h3' : 'h4', level + node.offset)]
    case 'quote':
      return node.paragraphs.map((part) => text(part, 'quote', level + node.offset))
    case 'list': {
      const indent = level + node.offset
      return node.items.flatMap((item) => [
        text(item, node.kind, indent),
        ...flattenLevel(item.children, indent + 1),
      ])
    }
    case 'table':
    case 'horizontalRule':
      return [node]
  }
}

function text({ inline, checked }: NestedText, kind: BlockKind | null, indent: number): Block {
  return { type: 'paragraph', kind, indent, checked, inline }
}
