import type { Block, Paragraph } from '#lib/domain/block.ts'

/** A block as the paragraphs that a cell may hold: those of its cells, none for a rule. */
export function paragraphsOf(block: Block): Paragraph[] {
  switch (block.type) {
    case 'paragraph':
      return [block]
    case 'horizontalRule':
      return []
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.flatMap(({ content }) => content))
  }
}
