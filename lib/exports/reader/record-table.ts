import { type Html, type HtmlValue, html, isEmpty, nothing } from '../html.ts'

export type Column<Item> = {
  label: string
  cell: (item: Item) => HtmlValue
  /** Figures, one under the other. */
  isNumber?: boolean
}

type RecordTable<Item> = {
  /** Says what the table is to who does not see the title above it. */
  caption: string
  /** `hidden` where a title just above says the same. */
  captionLook?: 'hidden' | 'shown'
  /** The first names the row. A column in which nothing is said is left out. */
  columns: readonly [Column<Item>, ...Column<Item>[]]
  items: readonly Item[]
  anchorOf?: (item: Item) => string | null
}

/**
 * Records as a table that a narrow screen shows as cards.
 *
 * The roles are written out: browsers forget those of a table whose display a style sheet changes.
 */
export function recordTable<Item>(table: RecordTable<Item>): Html {
  const { caption, captionLook = 'hidden', columns, items, anchorOf } = table
  if (items.length === 0) return nothing
  const [first, ...others] = columns
  const told = others.filter(({ cell }) => items.some((item) => !isEmpty(cell(item))))
  const heads = [first, ...told].map(
    (column) => html`<th role="columnheader" scope="col"${look(column)}>${column.label}</th>`,
  )
  const rows = items.map(
    (item) =>
      html`<tr role="row"${idOf(anchorOf?.(item))}><th role="rowheader" scope="row">${first.cell(item)}</th>${told.map(
        (column) => cellOf(column, item),
      )}</tr>`,
  )
  const hidden = captionLook === 'hidden' && html` class="hidden"`
  return html`<table role="table" class="cards"><caption${hidden}>${caption}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>
`
}

function cellOf<Item>(column: Column<Item>, item: Item): Html {
  return html`<td role="cell" data-label="${column.label}"${look(column)}>${column.cell(item)}</td>`
}

function look<Item>({ isNumber }: Column<Item>): HtmlValue {
  return isNumber === true && html` class="number-cell"`
}

export function idOf(anchor: string | null | undefined): HtmlValue {
  return anchor !== null && anchor !== undefined && html` id="${anchor}"`
}
