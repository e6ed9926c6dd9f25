import { date, dateRange } from '#lib/i18n/format.ts'
import { type Html, html, nothing } from '../html.ts'

/** A day in words, as French prints it: the « er » of the first is raised. */
export function day(plainDate: string | null): Html {
  return plainDate === null
    ? nothing
    : html`<time datetime="${plainDate}">${raised(date(plainDate))}</time>`
}

/** From one day to another, or the one that is known. */
export function period(from: string | null, to: string | null): Html {
  if (from === null || to === null) return day(from ?? to)
  return raised(dateRange(from, to))
}

function raised(text: string): Html {
  return html`${text.split(/(?<=\b1)er(?=\u00A0)/).flatMap((part, index) => (index === 0 ? [part] : [html`<sup>er</sup>`, part]))}`
}

/** Lines of a plain text, each a paragraph. */
export function paragraphs(text: string): Html {
  const lines = text.split(/\s*\n\s*/).filter((line) => line.trim() !== '')
  return html`${lines.map((line) => html`<p>${unbrokenYears(line)}</p>`)}`
}

/** School years are not cut at the end of a line. */
export function unbrokenYears(text: string): Html {
  const parts = text.split(/(\d{4}-\d{4})/)
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<span class="nowrap">${part}</span>` : part))}`
}
