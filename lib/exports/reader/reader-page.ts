import type { PublicationContent } from '#lib/domain/publication.ts'

export type ReaderPage = {
  article: string
  content: Pick<
    PublicationContent,
    'slug' | 'number' | 'title' | 'publishedAt' | 'schoolYear' | 'sections' | 'groups'
  >
  schoolName: string
  sha256: string
  isNewest: boolean
  numbers: number[]
  previousLabel?: never
}

export function readerPage({ article, content, schoolName, isNewest, ...page }: ReaderPage): string {
  const newest = Math.max(...page.numbers)
  const older = isNewest ? '' : `<p><a href="/p/${content.slug}/v/${newest}">Version ${newest}</a></p>`
  const body = `<h1>${content.title}</h1><p>${schoolName}</p>${older}${article}<p>${page.sha256}</p>`
  return document(content.title, body)
}

export type MessagePage = {
  title: string
  paragraphs: readonly string[]
  action?: { href: string; label: string }
}

/** A page of the public side that has one thing to say. */
export function messagePage({ title, paragraphs, action }: MessagePage): string {
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('')
  const link = action ? `<p><a href="${action.href}">${action.label}</a></p>` : ''
  return document(title, `<h1>${title}</h1>${text}${link}`)
}

function document(title: string, body: string): string {
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title} — Trame</title></head><body><main>${body}</main></body></html>`
}
