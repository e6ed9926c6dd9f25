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
