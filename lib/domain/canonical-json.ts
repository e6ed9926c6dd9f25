/**
 * The one way in which a plain value is written for its hash, after RFC 8785: keys in the order of
 * their UTF-16 units, no white space, numbers and texts as `JSON.stringify` writes them. Equal values
 * give equal text, whatever the order in which their keys were set; `jsonb`, which keeps no order,
 * gives it back.
 *
 * A key whose value is undefined is left out, and an undefined item is `null`, as in `JSON.stringify`.
 *
 * @throws {TypeError} what JSON does not have: a number that is not finite, a bigint, a function, a
 *   symbol, undefined alone, half of a surrogate pair.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return canonicalText(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`
  }
  if (typeof value === 'object') return canonicalObject(value)
  throw new TypeError(`JSON has no ${typeof value}`)
}

function canonicalObject(value: object): string {
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${canonicalText(key)}:${canonicalJson(item)}`)
  return `{${entries.join(',')}}`
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('JSON has no half of a surrogate pair')
  return JSON.stringify(text)
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`)
  return JSON.stringify(value)
}
