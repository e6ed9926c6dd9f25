/**
 * French typography for what is being typed: what to put instead of the key, and of how many
 * characters before it.
 */
export type Correction = {
  /** Characters just before the key that go; never more than the person typed. */
  remove: number
  /** What stands instead of them and of the key. */
  insert: string
}

type Typing = {
  /** One character. */
  key: string
  /** The text of the block up to the caret. */
  before: string
  /** How many characters at the end of `before` this person has just typed: only those may change. */
  own: number
}

const NBSP = '\u00a0'
const THIN = '\u202f'

/** The space that goes before each sign. */
const spaceBefore: Readonly<Record<string, string>> = {
  ':': NBSP,
  ';': THIN,
  '!': THIN,
  '?': THIN,
  '»': NBSP,
  '%': NBSP,
  '€': NBSP,
}

/**
 * The correction of one key, or null when it is right as it is.
 *
 * Signs and spaces as the Imprimerie nationale sets them: guillemets with U+00A0, U+00A0 before `:`,
 * `%` and `€`, U+202F before `;`, `!` and `?`. Addresses and numbers with signs are left alone.
 */
export function frenchTyping({ key, before, own }: Typing): Correction | null {
  if (isAddress(before)) return null
  switch (key) {
    case "'":
      return replaceKey('’')
    case '"':
      return quote(before)
    case '.':
      return own >= 2 && /(^|[^.])\.\.$/.test(before) ? { remove: 2, insert: '…' } : null
    case ' ':
      return space(before, own)
    default:
      return Object.hasOwn(spaceBefore, key) ? sign(key, before, own) : null
  }
}

function replaceKey(insert: string): Correction {
  return { remove: 0, insert }
}

/** Guillemets, and within them the inner quotation marks “ ”. */
function quote(before: string): Correction | null {
  const opens = before === '' || /[\s([{«“—–’/]$/.test(before)
  const isInside = count(before, '«') > count(before, '»')
  if (!isInside) {
    if (opens) return replaceKey(`«${NBSP}`)
    // 12" is a length.
    return /\d$/.test(before) ? null : replaceKey(`${NBSP}»`)
  }
  if (opens) return replaceKey('“')
  return replaceKey(count(before, '“') > count(before, '”') ? '”' : `${NBSP}»`)
}

function space(before: string, own: number): Correction | null {
  // The space after « is there: the habit of typing one adds none.
  if (before.endsWith(`«${NBSP}`)) return replaceKey('')
  if (before.endsWith('«')) return replaceKey(NBSP)
  // Between figures the dash is a minus or a range; at the start of a block it makes a list.
  const isDash = own >= 2 && /[^\s\d] -$/.test(before)
  return isDash ? { remove: 2, insert: `${NBSP}—${NBSP}` } : null
}

function sign(key: string, before: string, own: number): Correction | null {
  const space = spaceBefore[key] ?? ''
  if (/\S $/.test(before)) return own >= 1 ? { remove: 1, insert: `${space}${key}` } : null
  return wantsSpace(key, before) ? replaceKey(`${space}${key}`) : null
}

/** Whether a sign that was typed against a word is one of the sentence: not 10:30, nor ?!. */
function wantsSpace(key: string, before: string): boolean {
  const word = /\S*$/.exec(before)?.[0] ?? ''
  switch (key) {
    case '%':
    case '€':
      return /^\d[\d.,\u202f]*$/.test(word)
    case '!':
    case '?':
      return /[\p{L}\p{N}»)”…’]$/u.test(word)
    case ':':
      return /[\p{L}»)”]$/u.test(word) && !/^(\p{L}|https?|mailto|tel|ftp)$/iu.test(word)
    case ';':
      return /[\p{L}\p{N}»)”…]$/u.test(word) && !/^&/.test(word)
    default:
      return false
  }
}

/** Whether the word being typed is an address, where every sign counts. */
function isAddress(before: string): boolean {
  const word = /\S*$/.exec(before)?.[0] ?? ''
  return /:\/\/|^www\.|@|^(mailto|tel):/i.test(word)
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
