import { isLinkTarget, type Mark, markNames } from '#lib/domain/block.ts'
import { styleOf } from './style-of.ts'

type MarkName = Mark['type']

const byTag: Readonly<Record<string, MarkName>> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  U: 'underline',
  INS: 'underline',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  SUP: 'superscript',
  SUB: 'subscript',
}

/**
 * The marks of the text in an element of a foreign page, given those around it: by its tag, its
 * style and its address.
 */
export function marksIn(element: Element, around: readonly Mark[]): readonly Mark[] {
  const marks = new Map(around.map((mark) => [mark.type, mark]))
  const set = (type: Exclude<MarkName, 'link'>, isOn: boolean | null) => {
    if (isOn === true) marks.set(type, { type })
    if (isOn === false) marks.delete(type)
  }
  const tag = byTag[element.tagName]
  // A tracked insertion has a date: it is text like any other.
  if (tag && tag !== 'link' && !element.hasAttribute('datetime')) set(tag, true)
  const style = styleOf(element)
  set('bold', isBold(style.get('font-weight')))
  set('italic', isItalic(style.get('font-style')))
  const line = style.get('text-decoration-line') ?? style.get('text-decoration') ?? ''
  if (line.includes('underline')) set('underline', true)
  if (line.includes('line-through')) set('strike', true)
  if (line.startsWith('none') && element.tagName === 'U') set('underline', false)
  if (style.get('vertical-align') === 'super') set('superscript', true)
  if (style.get('vertical-align') === 'sub') set('subscript', true)
  if (element.tagName === 'A') {
    const href = addressOf(element.getAttribute('href') ?? '')
    if (isLinkTarget(href)) marks.set('link', { type: 'link', href })
  }
  // Pages underline their links: that is no emphasis.
  if (marks.has('link')) marks.delete('underline')
  return inOrder(marks)
}

/** Marks in the order of `markNames`, which is that of the stored text. */
export function inOrder(marks: ReadonlyMap<MarkName, Mark>): Mark[] {
  return markNames.flatMap((name) => marks.get(name) ?? [])
}

function isBold(weight: string | undefined): boolean | null {
  if (weight === undefined) return null
  if (/^bold/.test(weight)) return true
  if (weight === 'normal') return false
  const value = Number(weight)
  return Number.isFinite(value) ? value >= 600 : null
}

function isItalic(style: string | undefined): boolean | null {
  if (style === undefined) return null
  return /^(italic|oblique)/.test(style) ? true : style === 'normal' ? false : null
}

/** Mail and search services hide an address in one of theirs, which follows who clicks. */
function addressOf(href: string): string {
  const trimmed = href.trim()
  if (!URL.canParse(trimmed)) return trimmed
  const { hostname, pathname, searchParams } = new URL(trimmed)
  const isGoogle = hostname === 'www.google.com' && pathname === '/url'
  const isOutlook = hostname.endsWith('.safelinks.protection.outlook.com')
  const hidden = isGoogle ? (searchParams.get('q') ?? searchParams.get('url')) : null
  return hidden ?? (isOutlook ? searchParams.get('url') : null) ?? trimmed
}
