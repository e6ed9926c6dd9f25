import { type Html, type HtmlValue, html, nothing } from '../html.ts'

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
  const written = items.map((item) => columns.map(({ cell }) => html`${cell(item)}`))
  const told = columns.filter(
    (_, index) => index === 0 || written.some((cells) => cells[index]?.isEmpty === false),
  )
  const heads = told.map(
    (column) => html`<th role="columnheader" scope="col"${look(column)}>${column.label}</th>`,
  )
  const rows = items.map((item, row) => {
    const cells = told.map((column) => ({ column, text: written[row]?.[columns.indexOf(column)] }))
    return html`<tr role="row"${idOf(anchorOf?.(item))}>${cells.map(cellOf)}</tr>`
  })
  const hidden = captionLook === 'hidden' && html` class="hidden"`
  return html`<table role="table" class="cards"><caption${hidden}>${caption}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>
`
}

function cellOf<Item>(
  { column, text }: { column: Column<Item>; text: HtmlValue },
  index: number,
): Html {
  if (index === 0) return html`<th role="rowheader" scope="row">${text}</th>`
  return html`<td role="cell" data-label="${column.label}"${look(column)}>${text}</td>`
}

function look<Item>({ isNumber }: Column<Item>): HtmlValue {
  return isNumber === true && html` class="number-cell"`
}

export function idOf(anchor: string | null | undefined): HtmlValue {
  return anchor !== null && anchor !== undefined && html` id="${anchor}"`
}
