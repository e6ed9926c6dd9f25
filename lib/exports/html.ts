/** HTML that may be written as it is: only `html` makes one. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }

  get isEmpty(): boolean {
    return this.#text === ''
  }
}

/** What a template may hold: text is escaped, nothing is written for `null` and `false`. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[]

/**
 * A template of HTML in which every value is escaped, in text as in a quoted attribute.
 *
 * Templates quote their attributes and put no value in a script, a style or a tag's name: nowhere
 * else is this escaping enough.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const text = parts.reduce((before, part, index) => before + write(values[index - 1]) + part)
  return new Html(text)
}

/** HTML that this program wrote and stored; never what a person typed. */
export function storedHtml(text: string): Html {
  return new Html(text)
}

export const nothing = html``

/** The values that say something, with `between` among them. */
export function joined(values: readonly HtmlValue[], between: HtmlValue): Html {
  const said = values.map(write).filter((text) => text !== '')
  return new Html(said.join(write(between)))
}

/** True when a template would write nothing for this value. */
export function isEmpty(value: HtmlValue): boolean {
  return write(value) === ''
}

function write(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'object') return value.map(write).join('')
  return escaped(String(value))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
