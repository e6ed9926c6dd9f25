import { type ListItem, type NestedBlock, type NestedText, nest } from '#lib/document/nest.ts'
import type { Block } from '#lib/domain/block.ts'
import {
  type Inline,
  isLinkTarget,
  type Mark,
  type Mention,
  type Table,
} from '#lib/domain/block.ts'
import { type Html, html, nothing } from '../html.ts'
import { unbrokenYears } from './french.ts'
import type { ReaderView } from './reader-view.ts'

/** The text of a part, under its title of rank 2. */
export function prose(view: ReaderView, blocks: readonly Block[], part: number): Html {
  const written = new Writer(view, part).blocks(nest(blocks))
  return written.isEmpty ? nothing : html`<div class="prose">${written}</div>`
}

const markTags = {
  bold: (inner: Html) => html`<strong>${inner}</strong>`,
  italic: (inner: Html) => html`<em>${inner}</em>`,
  underline: (inner: Html) => html`<u>${inner}</u>`,
  strike: (inner: Html) => html`<s>${inner}</s>`,
  superscript: (inner: Html) => html`<sup>${inner}</sup>`,
  subscript: (inner: Html) => html`<sub>${inner}</sub>`,
} as const

class Writer {
  readonly #view: ReaderView
  readonly #part: number
  /** Rank of the last title: a subtitle without a title above it takes the title's rank. */
  #rank = 2
  #tables = 0

  constructor(view: ReaderView, part: number) {
    this.#view = view
    this.#part = part
  }

  blocks(nested: readonly NestedBlock[]): Html {
    return html`${nested.map((block) => this.#block(block))}`
  }

  #block(block: NestedBlock): Html {
    switch (block.type) {
      case 'paragraph':
        return block.inline.length === 0 ? nothing : html`<p>${this.#text(block)}</p>`
      case 'heading':
        return this.#heading(block.rank, this.#text(block))
      case 'quote':
        return html`<blockquote>${block.paragraphs.map((text) => html`<p>${this.#text(text)}</p>`)}</blockquote>`
      case 'list': {
        const items = block.items.map((item) => this.#item(item, block.kind === 'task'))
        if (block.kind === 'ordered') return html`<ol>${items}</ol>`
        return block.kind === 'task'
          ? html`<ul class="tasks">${items}</ul>`
          : html`<ul>${items}</ul>`
      }
      case 'table':
        return this.#table(block)
      case 'horizontalRule':
        return html`<hr>`
    }
  }

  #heading(rank: 3 | 4, text: Html): Html {
    if (text.isEmpty) return nothing
    this.#rank = Math.min(rank, this.#rank + 1)
    return this.#rank === 3 ? html`<h3>${text}</h3>` : html`<h4>${text}</h4>`
  }

  #item(item: ListItem, isTask: boolean): Html {
    const state = item.checked ? 'Fait\u00A0:' : 'À faire\u00A0:'
    const task = isTask && html`<strong class="task">${state}</strong> `
    return html`<li>${task}${this.#text(item)}${this.blocks(item.children)}</li>`
  }

  #text({ inline }: NestedText): Html {
    return html`${inline.map((part) => this.#inline(part))}`
  }

  #inline(part: Inline): Html {
    switch (part.type) {
      case 'hardBreak':
        return html`<br>`
      case 'mention':
        return this.#mention(part)
      case 'text':
        return part.marks.reduceRight<Html>(
          (inner, mark) => marked(mark, inner),
          unbrokenYears(part.text),
        )
    }
  }

  /** A person is named as they chose to be, whatever the text called them when it was written. */
  #mention({ id, label, entity }: Mention): Html {
    const record = this.#view.records.get(id)
    if (entity === 'actor') return html`${record?.name ?? 'un membre de l’équipe'}`
    return record?.anchor ? html`<a href="#${record.anchor}">${label}</a>` : html`${label}`
  }

  #table({ rows }: Table): Html {
    this.#tables += 1
    const name = `Tableau\u00A0${this.#tables} de la partie\u00A0${this.#part}`
    return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table><caption class="hidden">${name}</caption><tbody>${rows.map(
      ({ cells }, row) => html`<tr>${cells.map((cell) => this.#cell(cell, row))}</tr>`,
    )}</tbody></table></div>`
  }

  #cell(
    { header, colspan, rowspan, content }: Table['rows'][number]['cells'][number],
    row: number,
  ) {
    const spans = [
      colspan > 1 && html` colspan="${colspan}"`,
      rowspan > 1 && html` rowspan="${rowspan}"`,
    ]
    const text = nest(content).map((block) => this.#cellBlock(block))
    if (!header) return html`<td${spans}>${text}</td>`
    const across = colspan > 1 ? 'colgroup' : 'col'
    const down = rowspan > 1 ? 'rowgroup' : 'row'
    return html`<th scope="${row === 0 ? across : down}"${spans}>${text}</th>`
  }

  /** A title in a cell is no title of the page. */
  #cellBlock(block: NestedBlock): Html {
    return block.type === 'heading'
      ? html`<p><strong>${this.#text(block)}</strong></p>`
      : this.#block(block)
  }
}

function marked(mark: Mark, inner: Html): Html {
  if (mark.type !== 'link') return markTags[mark.type](inner)
  return isLinkTarget(mark.href) ? html`<a href="${mark.href}" rel="noopener">${inner}</a>` : inner
}
