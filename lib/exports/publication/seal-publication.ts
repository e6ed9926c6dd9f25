import { canonicalJson } from '#lib/domain/canonical-json.ts'
import type { PublicationContent } from '#lib/domain/publication.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'
import { renderReader } from '../reader/render-reader.ts'

/**
 * A publication's content with what ties it to the rest, so that one hash answers for everything:
 * the page that was made from it, and the number before it.
 */
export type SealedContent = PublicationContent & {
  htmlSha256: string
  /** Null for the first number that has its text here. */
  previousSha256: string | null
}

export type SealedPublication = {
  /** Canonical JSON of the `SealedContent`. */
  content: string
  html: string
  /** Of `content`, in UTF-8. */
  sha256: string
}

/** What a row of a publication holds for ever. */
export function sealPublication(
  content: PublicationContent,
  previousSha256: string | null,
): SealedPublication {
  // A database text cannot hold U+0000, and no page shows it.
  const html = renderReader(content).replaceAll('\u0000', '')
  const sealed: SealedContent = { ...content, htmlSha256: sha256Hex(html), previousSha256 }
  const text = canonicalJson(sealed)
  return { content: text, html, sha256: sha256Hex(text) }
}
