import { isLinkTarget } from '#lib/domain/block.ts'

/**
 * The address of a link, from what a person typed: a site without `https://`, an e-mail address or
 * a French telephone number are completed.
 *
 * @returns null when it is none that a link may have.
 */
export function linkAddress(typed: string): string | null {
  const text = typed.trim()
  if (isLinkTarget(text)) return text
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/.]{2,}$/.test(text)) return `mailto:${text}`
  if (/^(\+33|0)[\s.]?[1-9]([\s.]?\d{2}){4}$/.test(text)) return `tel:${text.replace(/[\s.]/g, '')}`
  const site = `https://${text}`
  return /^[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}(:\d+)?([/?#]\S*)?$/u.test(text) &&
    isLinkTarget(site)
    ? site
    : null
}

/** The whole addresses (`https://…`, `mailto:…`) in a text, without the signs that end a sentence. */
export function addressesIn(text: string): { index: number; text: string }[] {
  return [...text.matchAll(/\b(?:https?:\/\/|mailto:)[^\s<>"«»“”]+/gi)].flatMap((match) => {
    const address = withoutEndOfSentence(match[0])
    return isLinkTarget(address) ? [{ index: match.index, text: address }] : []
  })
}

/** A bracket at the end is the sentence's, unless the address has opened it. */
function withoutEndOfSentence(address: string): string {
  const shorter = address.replace(/[.,;:!?’']+$/, '')
  const isOpened = shorter.lastIndexOf('(') > shorter.lastIndexOf(')', shorter.length - 2)
  if (!shorter.endsWith(')') || isOpened) return shorter
  return withoutEndOfSentence(shorter.slice(0, -1))
}
