import type { PublicationFormat } from '#lib/usecases/publication-answer.ts'

/** What the last piece of an address names: `3` the page, `3.json` its content; null otherwise. */
export function publicationFile(
  file: string,
): { number: number; format: PublicationFormat } | null {
  const [, digits, suffix] = /^([1-9]\d{0,8})(\.json)?$/.exec(file) ?? []
  if (digits === undefined) return null
  return { number: Number(digits), format: suffix === undefined ? 'html' : 'json' }
}
