import { type ListItem, type NestedBlock, type NestedText, nest } from '#lib/document/nest.ts'
import { type Block, type Inline, isLinkTarget, type Mark, type Table } from '#lib/domain/block.ts'

/**
 * A part's prose as semantic HTML: real lists, quotes and tables, headings from `h3` down.
 *
 * Safe to put in a page as it is: every text is escaped, every link has been checked, and there is
 * neither style nor script. An indent that nesting does not express is in `data-indent`.
 */
export function blocksToHtml(blocks: readonly Block[]): string {
  return nestedToHtml(nest(blocks))
}

function nestedToHtml(nested: readonly NestedBlock[]): string {
  return nested.map(blockToHtml).join('')
}

function blockToHtml(block: NestedBlock): string {
  switch (block.type) {
    case 'paragraph':
      return `<p${indent(block.offset)}>${inlineToHtml(block.inline)}</p>`
    case 'heading':
      return `<h${block.rank}>${inlineToHtml(block.inline)}</h${block.rank}>`
    case 'quote':
      return `<blockquote${indent(block.offset)}>${block.paragraphs.map(paragraphToHtml).join('')}</blockquote>`
    case 'list': {
      const tag = block.kind === 'ordered' ? 'ol' : 'ul'
      const kind = block.kind === 'task' ? ' data-kind="task"' : ''
      const items = block.items.map((item) => itemToHtml(item, block.kind === 'task')).join('')
      return `<${tag}${kind}${indent(block.offset)}>${items}</${tag}>`
    }
    case 'table':
      return tableToHtml(block)
    case 'horizontalRule':
      return '<hr>'
  }
}

function paragraphToHtml({ inline }: NestedText): string {
  return `<p>${inlineToHtml(inline)}</p>`
}

function itemToHtml(item: ListItem, task: boolean): string {
  const box = task ? `<input type="checkbox" disabled${item.checked ? ' checked' : ''}> ` : ''
  const text = inlineToHtml(item.inline)
  return `<li>${task ? `<label>${box}${text}</label>` : text}${nestedToHtml(item.children)}</li>`
}

function tableToHtml({ rows }: Table): string {
  const body = rows.map((row, at) => {
    const columnHeads = at === 0 && row.cells.every((cell) => cell.header)
    const cells = row.cells.map(({ header, colspan, rowspan, content }) => {
      const tag = header ? 'th' : 'td'
      const scope = header ? ` scope="${columnHeads ? 'col' : 'row'}"` : ''
      const spans = span('colspan', colspan) + span('rowspan', rowspan)
      return `<${tag}${scope}${spans}>${nestedToHtml(nest(content))}</${tag}>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table><tbody>${body.join('')}</tbody></table>`
}

function span(name: string, value: number): string {
  return value > 1 ? ` ${name}="${value}"` : ''
}

function indent(offset: number): string {
  return offset > 0 ? ` data-indent="${offset}"` : ''
}

function inlineToHtml(inline: readonly Inline[]): string {
  return inline
    .map((part) => {
      switch (part.type) {
        case 'text':
          return part.marks.reduceRight((html, mark) => wrap(html, mark), escapeHtml(part.text))
        case 'hardBreak':
          return '<br>'
        case 'mention':
          return `<span data-mention="${escapeHtml(part.entity)}">${escapeHtml(part.label)}</span>`
        default:
          return part satisfies never
      }
    })
    .join('')
}

const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
} as const

function wrap(html: string, mark: Mark): string {
  if (mark.type !== 'link') return `<${tags[mark.type]}>${html}</${tags[mark.type]}>`
  if (!isLinkTarget(mark.href)) return html
  return `<a href="${escapeHtml(mark.href)}" rel="noopener noreferrer">${html}</a>`
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}
