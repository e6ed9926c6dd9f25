import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { findPublicationText, type PublicationText } from '#db/queries/publication.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { unknownPage } from '#lib/exports/publication/unknown-page.ts'
import { withdrawnNotice, withdrawnPage } from '#lib/exports/publication/withdrawn-page.ts'
import { readerPage } from '#lib/exports/reader/reader-page.ts'
import { invariant } from '#lib/platform/errors.ts'
import { type FoundPublication, findPublication, type PublicAddress } from './find-publication.ts'
import { verificationPage } from './verify-publication.ts'

/** `html`: the reader's page; `json`: the very text that the hash is over. */
export type PublicationFormat = 'html' | 'json' | 'verifier'

export type PublicationAnswer = {
  /** 410: it was withdrawn. */
  status: 200 | 404 | 410
  mediaType: 'text/html' | 'application/json'
  body: string
  /**
   * `numbered`: the same for everybody, and it will not change but for what surrounds it. `asked`:
   * depends on who asks, or on the moment. `computed`: made for this one request.
   */
  freshness: 'numbered' | 'asked' | 'computed'
  /** Of what is shown; null when nothing is. */
  number: number | null
}

/** What an address of a publication answers to this person: from the stored row alone. */
export async function answerPublication(
  actor: SessionActor | null,
  address: PublicAddress,
  format: PublicationFormat,
): Promise<PublicationAnswer> {
  const found = await findPublication(actor, address)
  if (found === null) return unknownAnswer(format)
  const { number, visibility, withdrawal } = found.publication
  if (withdrawal !== null) return withdrawnAnswer(found, format)
  const isForAll = actor === null && visibility === 'public' && address.number !== null
  const shown = { status: 200, number } as const
  if (format === 'verifier') {
    const body = await verificationPage(found)
    return { ...shown, mediaType: 'text/html', body, freshness: 'computed' }
  }
  const text = await textOf(found)
  return {
    ...{ ...shown, freshness: isForAll ? 'numbered' : 'asked' },
    ...(format === 'json'
      ? { mediaType: 'application/json', body: text.content }
      : { mediaType: 'text/html', body: pageOf(found, text) }),
  }
}

async function textOf({ publication }: FoundPublication): Promise<PublicationText> {
  const text = await findPublicationText(await database(), publication)
  invariant(text, 'a publication is never deleted')
  return text
}

/** What the page around the article says; all of it is in the stored content. */
const surroundings = z.object({
  slug: z.string(),
  number: z.number(),
  title: z.string(),
  publishedAt: z.string(),
  schoolYear: z.string(),
  groups: z.array(z.object({ id: z.string(), title: z.string() })),
  sections: z.array(
    z.object({
      ...{ id: z.string(), number: z.number(), title: z.string() },
      ...{ group: z.string().nullable(), mandatory: z.boolean() },
    }),
  ),
})

function pageOf(found: FoundPublication, { content, html }: PublicationText): string {
  const { publication, schoolName, all, newest } = found
  return readerPage({
    ...{ article: html, schoolName, sha256: publication.sha256 },
    content: surroundings.parse(JSON.parse(content)),
    isNewest: publication.number === newest,
    numbers: all.filter(({ isOpen }) => isOpen).map(({ number }) => number),
  })
}

/** The same for an address that never was and for one that this person may not open. */
function unknownAnswer(format: PublicationFormat): PublicationAnswer {
  const page = { status: 404, freshness: 'asked', number: null } as const
  return format === 'json'
    ? { ...page, mediaType: 'application/json', body: '{"error":"not_found"}' }
    : { ...page, mediaType: 'text/html', body: unknownPage() }
}

function withdrawnAnswer(found: FoundPublication, format: PublicationFormat): PublicationAnswer {
  const { project, publication, schoolName, newest, all } = found
  const { number, sha256, publishedAt, withdrawal } = publication
  invariant(withdrawal, 'the publication is withdrawn')
  const successor = all.find((other) => other.isOpen && other.number === newest)
  const notice = {
    ...{ slug: project.slug, title: project.title, schoolName, number, sha256 },
    ...{ publishedAt, withdrawnAt: withdrawal.at, reason: withdrawal.reason },
    newest: successor ? { number: successor.number, publishedAt: successor.publishedAt } : null,
  }
  const page = { status: 410, freshness: 'asked', number } as const
  return format === 'json'
    ? { ...page, mediaType: 'application/json', body: withdrawnNotice(notice) }
    : { ...page, mediaType: 'text/html', body: withdrawnPage(notice) }
}
