import {
  type Block,
  type BlockKind,
  type Inline,
  type Mark,
  maxIndent,
  type Paragraph,
} from '#lib/domain/block.ts'
import { paragraphsOf } from './paragraphs-of.ts'
import { isListMarker, itemMark, statedLevel, wordItem } from './read-list.ts'
import { marksIn } from './read-marks.ts'
import { cellsOf, isLayout, readCell, regularTable, rowsOf } from './read-table.ts'
import { styleOf } from './style-of.ts'
import { tidyBlocks } from './tidy-blocks.ts'
import { tidyInline, withoutMarkOfAll } from './tidy-inline.ts'

/** An item of a list: its first text is the item, what follows stands below it. */
type Item = { kind: BlockKind; indent: number; checked: boolean; isBegun: boolean }

type Place = {
  marks: readonly Mark[]
  /** Lines of the source are lines of the text. */
  keepsLines: boolean
  isQuote: boolean
  /** 1 to 6 in a heading. */
  rank: number | null
  item: Item | null
  /** How many lists are around. */
  depth: number
  isOrdered: boolean
}

const outside: Place = {
  ...{ marks: [], keepsLines: false, isQuote: false, rank: null },
  ...{ item: null, depth: 0, isOrdered: false },
}

const skipped = new Set(
  `SCRIPT STYLE HEAD TITLE META LINK BASE TEMPLATE NOSCRIPT OBJECT EMBED IFRAME SVG MATH CANVAS VIDEO
  AUDIO IMG PICTURE MAP SELECT TEXTAREA INPUT XML COLGROUP V:SHAPE V:SHAPETYPE`.split(/\s+/),
)

const blocks = new Set(
  `P DIV SECTION ARTICLE HEADER FOOTER MAIN NAV ASIDE ADDRESS FIGURE FIGCAPTION CENTER FORM FIELDSET
  LEGEND DETAILS SUMMARY DL DT DD PRE H1 H2 H3 H4 H5 H6 BLOCKQUOTE UL OL MENU LI TABLE TBODY THEAD
  TFOOT TR TD TH CAPTION HR`.split(/\s+/),
)

/**
 * The blocks in HTML of another program: Word, LibreOffice, Google Docs, a mail, a web page.
 *
 * Everything is flattened and only what a part may hold comes out; images, styles, scripts, comments
 * and hidden text do not.
 */
export function readForeignHtml(root: Node): Block[] {
  const reader = new Reader()
  reader.children(root, outside)
  return tidyBlocks(reader.end(), reader.ranks)
}

/** Gathers inline content until a block begins or ends. */
class Reader {
  readonly ranks = new Map<Paragraph, number>()
  readonly #blocks: Block[] = []
  #inline: Inline[] = []
  #place: Place = outside

  children(parent: Node, place: Place): void {
    for (const child of parent.childNodes) {
      if (child.nodeType === child.TEXT_NODE) this.#text(child.textContent ?? '', place)
      else if (child instanceof Element) this.#element(child, place)
    }
  }

  end(): Block[] {
    this.#close()
    return this.#blocks
  }

  #element(element: Element, around: Place): void {
    const tag = element.tagName.toUpperCase()
    if (skipped.has(tag) || isHidden(element)) return
    const place = {
      ...around,
      marks: marksIn(element, around.marks),
      keepsLines: keepsLines(element, around.keepsLines),
    }
    if (tag === 'BR') this.#break(element, around)
    else if (element.classList.contains('Apple-converted-space')) this.#text(' ', place)
    else if (blocks.has(tag)) {
      this.#close()
      this.#block(element, tag, place)
      this.#close()
    } else this.children(element, place)
  }

  #block(element: Element, tag: string, place: Place): void {
    if (tag === 'HR') this.#blocks.push({ type: 'horizontalRule' })
    else if (tag === 'TABLE' && !isLayout(element)) this.#table(element, place)
    else if (tag === 'UL' || tag === 'OL' || tag === 'MENU') {
      const isOrdered = tag === 'OL'
      // The items of a list in a list have their own begin.
      this.children(element, { ...place, depth: place.depth + 1, isOrdered, item: null })
    } else if (tag === 'LI') {
      const { kind, checked } = itemMark(element, place.isOrdered)
      const indent = (statedLevel(element) ?? Math.max(place.depth, 1)) - 1
      this.children(element, { ...place, item: { kind, checked, indent, isBegun: false } })
    } else this.children(element, { ...place, ...paragraphPlace(element, tag) })
  }

  #table(table: Element, place: Place): void {
    for (const caption of table.children) {
      if (caption.tagName === 'CAPTION') this.children(caption, { ...place, item: null })
    }
    this.#close()
    const rows = rowsOf(table).map((row) => ({
      cells: cellsOf(row).map((cell) => readCell(cell, cellContent(cell, place.marks))),
    }))
    const read = regularTable(rows)
    if (read !== null) this.#blocks.push(read)
  }

  #text(text: string, place: Place): void {
    const lines = place.keepsLines ? text.split(/\r?\n/) : [text.replace(/[ \t\r\n\f]+/g, ' ')]
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.#add({ type: 'hardBreak' }, place)
      if (line !== '') this.#add({ type: 'text', text: line, marks: [...place.marks] }, place)
    }
  }

  #break(element: Element, place: Place): void {
    const isPageBreak = /page-break-before:\s*always/i.test(element.getAttribute('style') ?? '')
    const isInterchange = element.classList.contains('Apple-interchange-newline')
    if (!isPageBreak && !isInterchange) this.#add({ type: 'hardBreak' }, place)
  }

  #add(inline: Inline, place: Place): void {
    if (this.#inline.length === 0) this.#place = place
    this.#inline.push(inline)
  }

  #close(): void {
    const inline = this.#inline
    this.#inline = []
    for (const part of tidyInline(inline)) this.#paragraph(part, this.#place)
  }

  #paragraph(inline: Inline[], { item, rank, isQuote }: Place): void {
    const isItem = item !== null && !item.isBegun
    if (isItem) item.isBegun = true
    const kind = isItem ? item.kind : isQuote ? 'quote' : null
    const indent = item === null ? 0 : item.indent + (isItem ? 0 : 1)
    const block: Paragraph = {
      ...{ type: 'paragraph', kind, indent: Math.min(indent, maxIndent) },
      checked: isItem && item.checked,
      inline: rank === null ? inline : withoutMarkOfAll(inline, 'bold'),
    }
    if (rank !== null && !isItem) this.ranks.set(block, rank)
    this.#blocks.push(block)
  }
}

/** A cell holds paragraphs alone: the tables in it come as their cells' text, rules do not come. */
function cellContent(cell: Element, marks: readonly Mark[]): Paragraph[] {
  const reader = new Reader()
  reader.children(cell, { ...outside, marks: marksIn(cell, marks) })
  return tidyBlocks(reader.end(), reader.ranks).flatMap(paragraphsOf)
}

/** What a paragraph's tag and class say of its text. */
function paragraphPlace(element: Element, tag: string): Partial<Place> {
  const rank = rankOf(element, tag)
  if (rank !== null) return { rank }
  const word = wordItem(element)
  if (word !== null) {
    const { kind, checked, level } = word
    return { item: { kind, checked, indent: level - 1, isBegun: false } }
  }
  if (tag === 'BLOCKQUOTE' || /^Mso(Intense)?Quote/.test(element.className))
    return { isQuote: true }
  return {}
}

function rankOf(element: Element, tag: string): number | null {
  const heading = /^H([1-6])$/.exec(tag)?.[1]
  if (heading !== undefined) return Number(heading)
  if (element.getAttribute('role') === 'heading') {
    return Number(element.getAttribute('aria-level') ?? 2)
  }
  if (/^MsoTitle/.test(element.className)) return 1
  return /^MsoSubtitle/.test(element.className) ? 2 : null
}

function isHidden(element: Element): boolean {
  const style = styleOf(element)
  return (
    element.hasAttribute('hidden') ||
    element.getAttribute('aria-hidden') === 'true' ||
    style.get('display') === 'none' ||
    style.get('mso-hide') === 'all' ||
    // Deleted with changes tracked: the writer meant it away.
    (element.tagName === 'DEL' && element.hasAttribute('datetime')) ||
    isListMarker(element) ||
    // Word's comments: the mark in the text, and what they say at the end.
    element.classList.contains('MsoCommentReference') ||
    style.get('mso-element') === 'comment-list'
  )
}

function keepsLines(element: Element, around: boolean): boolean {
  if (element.tagName === 'PRE') return true
  const space = styleOf(element).get('white-space')
  return space === undefined ? around : /^(pre|break-spaces)/.test(space)
}
