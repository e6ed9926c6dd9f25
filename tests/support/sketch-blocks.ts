import type { Block, Inline, Paragraph, TableCell } from '#lib/domain/block.ts'

/** Blocks as a few lines that a person can read and write: `bullet 1 | du <bold>texte</bold>`. */
export function sketchBlocks(blocks: readonly Block[]): string {
  return blocks.map(sketchBlock).join('\n')
}

function sketchBlock(block: Block): string {
  if (block.type === 'horizontalRule') return '---'
  if (block.type === 'paragraph') {
    const indent = block.indent > 0 ? ` ${block.indent}` : ''
    return `${block.kind ?? 'p'}${indent}${block.checked ? ' x' : ''} | ${inline(block.inline)}`
  }
  const rows = block.rows.map(({ cells }) => ['  tr', ...cells.map(sketchCell)].join('\n'))
  return ['table', ...rows].join('\n')
}

function sketchCell({ header, colspan, rowspan, content }: TableCell): string {
  const spans = colspan > 1 || rowspan > 1 ? ` ${colspan}×${rowspan}` : ''
  return `    ${header ? 'th' : 'td'}${spans} | ${content.map(inCell).join(' ¶ ')}`.trimEnd()
}

function inCell(block: Paragraph): string {
  return `${block.kind === null ? '' : `${block.kind}: `}${inline(block.inline)}`
}

function inline(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.type === 'hardBreak') return '⏎'
      if (part.type === 'mention') return `@${part.label}`
      return part.marks.reduceRight((text, mark) => {
        const name = mark.type === 'link' ? mark.href : mark.type
        return `<${name}>${text}</${name}>`
      }, part.text)
    })
    .join('')
}
