import * as Y from 'yjs'
import type { Block, Inline, Mark, Paragraph, Table, TableCell } from '#lib/domain/block.ts'

type Child = Y.XmlElement | Y.XmlText

/**
 * Appends blocks to a part, in the very shape in which the editor's binding writes them: an
 * attribute that it would add later is an attribute that two people could set against each other.
 */
export function appendBlocks(fragment: Y.XmlFragment, blocks: readonly Block[]): void {
  fragment.insert(fragment.length, blocks.map(blockElement))
}

function blockElement(block: Block): Y.XmlElement {
  switch (block.type) {
    case 'paragraph':
      return paragraphElement(block)
    case 'table':
      return tableElement(block)
    case 'horizontalRule':
      return new Y.XmlElement('horizontalRule')
  }
}

function paragraphElement({ kind, indent, checked, inline }: Paragraph): Y.XmlElement {
  const attributes = { ...(kind === null ? {} : { kind }), indent, checked }
  return element('paragraph', attributes, inlineChildren(inline))
}

function tableElement(table: Table): Y.XmlElement {
  const rows = table.rows.map((row) => element('tableRow', {}, row.cells.map(cellElement)))
  return element('table', {}, rows)
}

function cellElement({ header, colspan, rowspan, colwidth, content }: TableCell): Y.XmlElement {
  const attributes = {
    ...{ colspan, rowspan },
    ...(colwidth === null ? {} : { colwidth }),
    ...(header ? { header } : {}),
  }
  return element('tableCell', attributes, content.map(paragraphElement))
}

/**
 * Runs of text that follow each other share one Y.XmlText. An empty paragraph has one too, so that
 * all who begin it write in the same (see `OneText`).
 */
function inlineChildren(inline: readonly Inline[]): Child[] {
  const children: Child[] = []
  let run: { insert: string; attributes: Record<string, unknown> }[] = []
  const endRun = () => {
    if (run.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(run)
    children.push(text)
    run = []
  }
  for (const item of inline) {
    if (item.type === 'text') {
      run.push({ insert: item.text, attributes: formats(item.marks) })
      continue
    }
    endRun()
    children.push(item.type === 'hardBreak' ? new Y.XmlElement('hardBreak') : mention(item))
  }
  endRun()
  return children.length === 0 ? [new Y.XmlText()] : children
}

function mention({ id, label, entity }: Extract<Inline, { type: 'mention' }>): Y.XmlElement {
  return element('mention', { id, label, entity }, [])
}

function formats(marks: readonly Mark[]): Record<string, unknown> {
  return Object.fromEntries(
    marks.map((mark) => [mark.type, mark.type === 'link' ? { href: mark.href } : {}]),
  )
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | number[]>>,
  children: Child[],
): Y.XmlElement {
  const created = new Y.XmlElement<Record<string, string | number | boolean | number[]>>(name)
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value)
  created.insert(0, children)
  return created as Y.XmlElement
}
