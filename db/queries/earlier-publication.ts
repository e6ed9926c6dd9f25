import type { Db } from '#db/client.ts'
import type { ProjectId } from '#lib/domain/ids.ts'

/** A number that was given before the project came here: its text is not kept. */
export type EarlierPublication = {
  number: number
  /** `YYYY-MM-DD` */
  publishedOn: string
  reason: string
}

export async function addEarlierPublications(
  db: Db,
  projectId: ProjectId,
  earlier: readonly EarlierPublication[],
): Promise<void> {
  if (earlier.length === 0) return
  await db
    .insertInto('earlier_publication')
    .values(
      earlier.map(({ number, publishedOn, reason }) => ({
        ...{ project_id: projectId, number, published_on: publishedOn, reason },
      })),
    )
    .execute()
}

/** Newest first. */
export async function listEarlierPublications(
  db: Db,
  projectId: ProjectId,
): Promise<EarlierPublication[]> {
  return db
    .selectFrom('earlier_publication')
    .select(['number', 'published_on as publishedOn', 'reason'])
    .where('project_id', '=', projectId)
    .orderBy('number', 'desc')
    .execute()
}
