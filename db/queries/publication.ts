import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'
import type { PublicationVisibility } from '#lib/domain/publication.ts'

export type PublicationKey = { projectId: ProjectId; number: number }

/** What is written once. `content` is the canonical JSON whose SHA-256 is `sha256`. */
export type NewPublication = PublicationKey & {
  content: string
  html: string
  sha256: string
  /** Hash of the number before it; null for the first one that has its text here. */
  prevSha256: string | null
  /** The state of the document that it shows. */
  epoch: number
  seq: number
  accountId: AccountId
  publishedAt: Date
}

export type Withdrawal = { at: Date; reason: string }

/** A publication without its text, and what may change about it. */
export type PublicationFacts = PublicationKey & {
  sha256: string
  prevSha256: string | null
  publishedAt: Date
  visibility: PublicationVisibility
  withdrawal: Withdrawal | null
}

export type PublicationText = { content: string; html: string }

/** Fails with a unique violation when the number is taken. */
export async function insertPublication(
  db: Db,
  publication: NewPublication,
  visibility: PublicationVisibility,
): Promise<void> {
  const { projectId, number } = publication
  await db
    .insertInto('publication')
    .values({
      ...{ project_id: projectId, number, account_id: publication.accountId },
      ...{ content: publication.content, html: publication.html },
      ...{ sha256: publication.sha256, prev_sha256: publication.prevSha256 },
      ...{ epoch: publication.epoch, seq: publication.seq },
      published_at: publication.publishedAt,
    })
    .execute()
  await db
    .insertInto('publication_state')
    .values({ project_id: projectId, number, visibility })
    .execute()
}

/** Newest first, withdrawn ones included. */
export async function listPublications(db: Db, projectId: ProjectId): Promise<PublicationFacts[]> {
  const rows = await factsQuery(db).where('publication.project_id', '=', projectId).execute()
  return rows.map(factsOf)
}

export async function findPublicationText(
  db: Db,
  { projectId, number }: PublicationKey,
): Promise<PublicationText | undefined> {
  return db
    .selectFrom('publication')
    .select(['content', 'html'])
    .where('project_id', '=', projectId)
    .where('number', '=', number)
    .executeTakeFirst()
}

/** False when there is none, or it is withdrawn already: the first reason stays. */
export async function withdrawPublication(
  db: Db,
  { projectId, number }: PublicationKey,
  { at, by, reason }: Withdrawal & { by: AccountId },
): Promise<boolean> {
  const row = await db
    .updateTable('publication_state')
    .set({ withdrawn_at: at, withdrawn_by: by, withdrawal_reason: reason })
    .where('project_id', '=', projectId)
    .where('number', '=', number)
    .where('withdrawn_at', 'is', null)
    .returning('number')
    .executeTakeFirst()
  return row !== undefined
}

/** False when there is none, or it is withdrawn: nobody reads it any more. */
export async function setPublicationVisibility(
  db: Db,
  { projectId, number }: PublicationKey,
  visibility: PublicationVisibility,
): Promise<boolean> {
  const row = await db
    .updateTable('publication_state')
    .set({ visibility })
    .where('project_id', '=', projectId)
    .where('number', '=', number)
    .where('withdrawn_at', 'is', null)
    .returning('number')
    .executeTakeFirst()
  return row !== undefined
}

export type PublicPublication = {
  slug: string
  title: string
  schoolName: string
  city: string
  schoolYear: string
  number: number
  publishedAt: Date
}

/** The newest publication of each project that anybody may read, in no order. */
export async function listPublicPublications(db: Db): Promise<PublicPublication[]> {
  return db
    .selectFrom('publication')
    .innerJoin('publication_state as state', (join) =>
      join
        .onRef('state.project_id', '=', 'publication.project_id')
        .onRef('state.number', '=', 'publication.number'),
    )
    .innerJoin('project', 'project.id', 'publication.project_id')
    .innerJoin('school', 'school.id', 'project.school_id')
    .distinctOn('publication.project_id')
    .select(['project.slug', 'project.title', 'project.school_year as schoolYear'])
    .select(['school.name as schoolName', 'school.city'])
    .select(['publication.number', 'publication.published_at as publishedAt'])
    .where('state.visibility', '=', 'public')
    .where('state.withdrawn_at', 'is', null)
    .orderBy('publication.project_id')
    .orderBy('publication.number', 'desc')
    .execute()
}

function factsQuery(db: Db) {
  return db
    .selectFrom('publication')
    .innerJoin('publication_state as state', (join) =>
      join
        .onRef('state.project_id', '=', 'publication.project_id')
        .onRef('state.number', '=', 'publication.number'),
    )
    .select(['publication.project_id as projectId', 'publication.number'])
    .select(['publication.sha256', 'publication.prev_sha256 as prevSha256'])
    .select(['publication.published_at as publishedAt', 'state.visibility'])
    .select(['state.withdrawn_at as withdrawnAt', 'state.withdrawal_reason as reason'])
    .orderBy('publication.number', 'desc')
}

type FactsRow = Awaited<ReturnType<ReturnType<typeof factsQuery>['execute']>>[number]

function factsOf({ withdrawnAt, reason, ...facts }: FactsRow): PublicationFacts {
  const isWithdrawn = withdrawnAt !== null && reason !== null
  return { ...facts, withdrawal: isWithdrawn ? { at: withdrawnAt, reason } : null }
}
