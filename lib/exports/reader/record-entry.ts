import { type Html, type HtmlValue, html, isEmpty, joined, nothing } from '../html.ts'
import type { NamedRecord, ReaderView } from './reader-view.ts'
import { idOf } from './record-table.ts'

export type Fact = [label: string, value: HtmlValue]

/** How far something is: the style sheet draws a sign for the mark, beside the words. */
export type StateMark = 'planned' | 'ongoing' | 'done' | 'changed' | 'stopped' | 'late'

type RecordEntry = {
  record: NamedRecord | undefined
  state: HtmlValue
  text: HtmlValue
  /** Those whose value says nothing are left out. */
  facts: readonly Fact[]
  /** Those that are unfolded on demand. */
  more?: readonly Fact[]
  /** What follows: a drawing, a table. */
  after?: HtmlValue
}

/** A record of many fields, under a title of rank 4. */
export function recordEntry({ record, state, text, facts, more = [], after }: RecordEntry): Html {
  if (record === undefined) return nothing
  return html`<div class="record"${idOf(record.anchor)}><h4>${code(record)}${record.name}</h4>${state}${text}${factList(facts)}${folded(record, factList(more))}${after}</div>
`
}

function folded(record: NamedRecord, facts: Html): Html {
  if (facts.isEmpty) return nothing
  return html`<details><summary>Détails${record.code && ` de\u00A0${record.code}`}</summary>${facts}</details>`
}

export function factList(facts: readonly Fact[]): Html {
  const told = facts.filter(([, value]) => !isEmpty(value))
  if (told.length === 0) return nothing
  return html`<dl class="facts">${told.map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}

export function stateWords(mark: StateMark, words: string): Html {
  return words === '' ? nothing : html`<p class="state" data-mark="${mark}">${words}</p>`
}

/** The records of these ids as links: with their titles in a list, or as a line of codes or names. */
export function refer(view: ReaderView, ids: readonly (string | null)[]): Html {
  const found = recordsOf(view, ids)
  if (found.length < 2) return joined(found.map(link), '')
  return html`<ul class="refs">${found.map((record) => html`<li>${link(record)}</li>`)}</ul>`
}

export function referInLine(view: ReaderView, ids: readonly (string | null)[]): Html {
  return joined(
    recordsOf(view, ids).map((record) => link({ ...record, name: record.code ?? record.name })),
    ', ',
  )
}

/** The names of these records, for people and groups, who need no link. */
export function namesOf(view: ReaderView, ids: readonly (string | null)[]): string {
  return recordsOf(view, ids)
    .map(({ name }) => name)
    .join(', ')
}

function recordsOf(view: ReaderView, ids: readonly (string | null)[]): NamedRecord[] {
  return ids.flatMap((id) => (id === null ? [] : (view.records.get(id) ?? [])))
}

function link(record: NamedRecord): Html {
  const { code: sign, name, anchor } = record
  const words =
    sign === name ? html`<span class="code">${sign}</span>` : html`${code(record)}${name}`
  return anchor === null ? words : html`<a href="#${anchor}">${words}</a>`
}

function code({ code: sign }: NamedRecord): HtmlValue {
  return sign !== null && html`<span class="code">${sign}</span> `
}
