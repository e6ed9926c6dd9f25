/**
 * The prose of a part as a plain value: a flat list of blocks.
 *
 * A block's kind is an attribute, so that changing it never rewrites its words; lists and quotes
 * are runs of blocks of one kind, nested by `indent`.
 */
export type Block = Paragraph | Table | HorizontalRule

export const blockKinds = ['h3', 'h4', 'bullet', 'ordered', 'task', 'quote'] as const
export type BlockKind = (typeof blockKinds)[number]

export const maxIndent = 4

export type Paragraph = {
  type: 'paragraph'
  /** Null: running text. */
  kind: BlockKind | null
  /** 0 to `maxIndent`. */
  indent: number
  /** Meaningful for `task` alone, and kept when the kind changes. */
  checked: boolean
  inline: Inline[]
}

export type Table = { type: 'table'; rows: TableRow[] }
export type TableRow = { cells: TableCell[] }

export type TableCell = {
  header: boolean
  colspan: number
  rowspan: number
  /** Pixels, one per column that the cell spans; null when the widths are not set. */
  colwidth: number[] | null
  content: Paragraph[]
}

export type HorizontalRule = { type: 'horizontalRule' }

export type Inline = TextRun | HardBreak | Mention

/** `marks` in the order of `markNames`, each at most once. */
export type TextRun = { type: 'text'; text: string; marks: Mark[] }
export type HardBreak = { type: 'hardBreak' }
/** `entity` is `actor` for a person, or the entity of the record with this id. */
export type Mention = { type: 'mention'; id: string; label: string; entity: string }

export const plainMarkNames = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
] as const
export const markNames = ['link', ...plainMarkNames] as const

export type Mark = { type: (typeof plainMarkNames)[number] } | { type: 'link'; href: string }

/** The addresses that a link may have; anything else (`javascript:`, relative) is no link. */
export function isLinkTarget(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)[^\s]+$/i.test(href) && href.length <= 2000
}

/** A block's words: a table row by row, a break or a cell's edge as white space. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.inline.map(inlineText).join('')
    case 'table':
      return block.rows
        .map((row) => row.cells.map((cell) => cell.content.map(blockText).join('\n')).join('\t'))
        .join('\n')
    case 'horizontalRule':
      return ''
  }
}

function inlineText(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text
    case 'hardBreak':
      return '\n'
    case 'mention':
      return inline.label
  }
}

/** True when nothing was written: an empty paragraph has no word, whatever its kind. */
export function isBlank(blocks: readonly Block[]): boolean {
  return blocks.every((block) => block.type === 'paragraph' && block.inline.length === 0)
}

/** A paragraph of running text, the shape of most blocks. */
export function paragraph(text: string, kind: BlockKind | null = null): Paragraph {
  const inline: Inline[] = text === '' ? [] : [{ type: 'text', text, marks: [] }]
  return { type: 'paragraph', kind, indent: 0, checked: false, inline }
}
