import 'server-only'
import { database } from '#db/client.ts'
import { listPublicPublications as list } from '#db/queries/publication.ts'

export type PublicPublication = {
  slug: string
  title: string
  place: string
  schoolYear: string
  number: number
  /** ISO 8601, UTC. */
  publishedAt: string
}

/** The newest public publication of each project: anyone may know of it. Newest school year first. */
export async function listPublicPublications(): Promise<PublicPublication[]> {
  const publications = await list(await database())
  return publications
    .map(({ schoolName, city, publishedAt, ...publication }) => ({
      ...publication,
      place: `${schoolName}, ${city}`,
      publishedAt: publishedAt.toISOString(),
    }))
    .toSorted(
      (a, b) =>
        b.schoolYear.localeCompare(a.schoolYear) || b.publishedAt.localeCompare(a.publishedAt),
    )
}
