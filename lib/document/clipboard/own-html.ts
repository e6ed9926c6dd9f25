import type { Inline, Mark, Table, TableCell } from '#lib/domain/block.ts'
import type { ListItem, ListKind, NestedBlock, NestedText } from '../nest.ts'
import { nest } from '../nest.ts'

/** Marks the first element of HTML that Trame wrote: what carries it is read back without loss. */
export const OWN = 'data-trame'

/**
 * Nested prose as other programs expect it on the clipboard: real lists, quotes, headings, tables.
 *
 * What HTML has no word for is in `data-*` attributes, so that `readOwnHtml` is the exact inverse.
 */
export function writeOwnHtml(nested: readonly NestedBlock[], document: Document): DocumentFragment {
  const root = document.createDocumentFragment()
  new Writer(document).blocks(root, nested)
  root.firstElementChild?.setAttribute(OWN, '')
  return root
}

const markTags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
} as const

class Writer {
  readonly #document: Document

  constructor(document: Document) {
    this.#document = document
  }

  blocks(parent: Node, nested: readonly NestedBlock[]): void {
    for (const block of nested) this.#block(parent, block)
  }

  #block(parent: Node, block: NestedBlock): void {
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        const tag = block.type === 'heading' ? `h${block.rank}` : 'p'
        this.#text(this.#element(parent, tag, { indent: block.offset }), block)
        break
      }
      case 'quote': {
        const quote = this.#element(parent, 'blockquote', { indent: block.offset })
        for (const part of block.paragraphs) this.#text(this.#element(quote, 'p', {}), part)
        break
      }
      case 'list': {
        const kind = block.kind === 'task' ? 'task' : null
        const tag = block.kind === 'ordered' ? 'ol' : 'ul'
        const list = this.#element(parent, tag, { indent: block.offset, kind })
        for (const item of block.items) this.#item(list, item, block.kind)
        break
      }
      case 'table':
        this.#table(parent, block)
        break
      case 'horizontalRule':
        this.#element(parent, 'hr', {})
    }
  }

  #item(list: Element, item: ListItem, kind: ListKind): void {
    const element = this.#element(list, 'li', {})
    if (kind === 'task') {
      // Other programs show the sign: few of them take a check box in pasted text.
      this.#element(element, 'span', { box: 'true' }).textContent = item.checked ? '☑ ' : '☐ '
    }
    this.#text(element, item)
    this.blocks(element, item.children)
  }

  #text(element: Element, { inline, checked }: NestedText): void {
    if (checked) element.setAttribute('data-checked', 'true')
    for (const part of inline) element.append(this.#inline(part))
  }

  #inline(part: Inline): Node {
    switch (part.type) {
      case 'hardBreak':
        return this.#document.createElement('br')
      case 'mention': {
        const mention = this.#document.createElement('span')
        mention.setAttribute('data-mention', '')
        setData(mention, { id: part.id, entity: part.entity })
        mention.textContent = part.label
        return mention
      }
      case 'text':
        return part.marks.reduceRight<Node>(
          (inner, mark) => this.#mark(mark, inner),
          this.#document.createTextNode(part.text),
        )
    }
  }

  #mark(mark: Mark, inner: Node): Element {
    const element = this.#document.createElement(mark.type === 'link' ? 'a' : markTags[mark.type])
    if (mark.type === 'link') element.setAttribute('href', mark.href)
    element.append(inner)
    return element
  }

  #table(parent: Node, { rows }: Table): void {
    const body = this.#element(this.#element(parent, 'table', {}), 'tbody', {})
    for (const { cells } of rows) {
      const row = this.#element(body, 'tr', {})
      for (const cell of cells) this.#cell(row, cell)
    }
  }

  #cell(row: Element, { header, colspan, rowspan, colwidth, content }: TableCell): void {
    const cell = this.#element(row, header ? 'th' : 'td', { widths: colwidth?.join(',') ?? null })
    if (colspan > 1) cell.setAttribute('colspan', String(colspan))
    if (rowspan > 1) cell.setAttribute('rowspan', String(rowspan))
    this.blocks(cell, nest(content))
  }

  #element(parent: Node, tag: string, data: Data): Element {
    const element = this.#document.createElement(tag)
    setData(element, data)
    parent.appendChild(element)
    return element
  }
}

type Data = Readonly<Record<string, string | number | null>>

/** Nothing is written for null and 0, which reading takes for granted. */
function setData(element: Element, data: Data): void {
  for (const [name, value] of Object.entries(data)) {
    if (value !== null && value !== 0) element.setAttribute(`data-${name}`, String(value))
  }
}
