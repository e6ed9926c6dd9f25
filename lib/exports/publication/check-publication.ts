import { z } from 'zod'
import { sha256Hex } from '#lib/platform/sha256.ts'

export type StoredPublication = {
  number: number
  content: string
  html: string
  sha256: string
  prevSha256: string | null
  publishedAt: Date
}

/**
 * `content`: the stored content does not have the stored hash. `html`: the page is not the one that
 * was made from it. `facts`: number or date differ from the content's. `previous`: it does not carry
 * the hash of the number before it.
 */
export type Fault = 'content' | 'html' | 'facts' | 'previous'

export type PublicationCheck = {
  number: number
  /** The hash of the content as it is stored, computed anew. */
  recomputed: string
  faults: Fault[]
}

const sealed = z.object({
  number: z.number(),
  publishedAt: z.string(),
  htmlSha256: z.string(),
  previousSha256: z.string().nullable(),
})

/** Computes everything about a publication anew, from its row and the hash of the one before it. */
export function checkPublication(
  row: StoredPublication,
  previousSha256: string | null,
): PublicationCheck {
  const recomputed = sha256Hex(row.content)
  const content = readSealed(row.content)
  const held: Record<Fault, boolean> = {
    content: content !== null && recomputed === row.sha256,
    html: content !== null && sha256Hex(row.html) === content.htmlSha256,
    facts:
      content !== null &&
      content.number === row.number &&
      content.publishedAt === row.publishedAt.toISOString(),
    previous:
      content !== null &&
      content.previousSha256 === row.prevSha256 &&
      row.prevSha256 === previousSha256,
  }
  return { number: row.number, recomputed, faults: order.filter((fault) => !held[fault]) }
}

const order: readonly Fault[] = ['content', 'html', 'facts', 'previous']

/** Null when it is no longer the JSON of a publication. */
function readSealed(text: string): z.output<typeof sealed> | null {
  try {
    return sealed.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
