import 'server-only'
import { type Db, database } from '#db/client.ts'
import { listEarlierPublications } from '#db/queries/earlier-publication.ts'
import { findPublicationText, type PublicationFacts } from '#db/queries/publication.ts'
import {
  checkPublication,
  type PublicationCheck,
} from '#lib/exports/publication/check-publication.ts'
import { type ChainLink, verifierPage } from '#lib/exports/publication/verifier-page.ts'
import { invariant } from '#lib/platform/errors.ts'
import type { FoundPublication } from './find-publication.ts'

/** The verifier's page of a publication: everything computed anew, down to the first number. */
export async function verificationPage(found: FoundPublication): Promise<string> {
  const { project, publication, schoolName, all } = found
  const db = await database()
  const upToThis = all.filter(({ number }) => number <= publication.number)
  const links: ChainLink[] = []
  let own: PublicationCheck | undefined
  // One after the other: a long chain of whole texts need not be in memory at once.
  for (const [index, link] of upToThis.entries()) {
    const check = await checked(db, link, upToThis[index + 1])
    own ??= check
    const { number, publishedAt, sha256 } = link
    links.unshift({
      ...{ number, isIntact: check.faults.length === 0 },
      previous: upToThis[index + 1]?.number ?? null,
      known: link.isReadable
        ? { publishedAt, sha256, isWithdrawn: link.withdrawal !== null }
        : null,
    })
  }
  invariant(own, 'the publication is the newest of its chain')
  const { slug, title } = project
  return verifierPage({
    ...{ slug, title, schoolName, check: own, links },
    ...{ number: publication.number, publishedAt: publication.publishedAt },
    sha256: publication.sha256,
    earlier: (await listEarlierPublications(db, project.id)).toReversed(),
  })
}

async function checked(
  db: Db,
  facts: PublicationFacts,
  previous: PublicationFacts | undefined,
): Promise<PublicationCheck> {
  const text = await findPublicationText(db, facts)
  invariant(text, 'a publication is never deleted')
  return checkPublication({ ...facts, ...text }, previous?.sha256 ?? null)
}
