import { sql } from 'kysely'
import type { Db } from '#db/client.ts'
import type { SchoolId } from '#lib/domain/ids.ts'

export type NewSchool = {
  /** Generated when absent. */
  id?: SchoolId
  name: string
  city: string
  schoolType: string
  academy: string
  zone: string | null
}

export type School = NewSchool & { id: SchoolId }

const schoolColumns = [
  'id',
  'name',
  'city',
  'school_type as schoolType',
  'academy',
  'zone',
] as const

export async function createSchool(db: Db, school: NewSchool): Promise<SchoolId> {
  const row = await db
    .insertInto('school')
    .values({
      ...(school.id && { id: school.id }),
      name: school.name,
      city: school.city,
      school_type: school.schoolType,
      academy: school.academy,
      zone: school.zone,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function findSchool(db: Db, id: SchoolId): Promise<School | undefined> {
  return db.selectFrom('school').select(schoolColumns).where('id', '=', id).executeTakeFirst()
}

/** The school that this installation serves; undefined in a database that nobody has set up. */
export async function findFirstSchool(db: Db): Promise<School | undefined> {
  return db
    .selectFrom('school')
    .select(schoolColumns)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** Until the transaction ends nobody else makes a school: of several first starts, one fills it. */
export async function lockSchools(transaction: Db): Promise<void> {
  await sql`lock table school in share row exclusive mode`.execute(transaction)
}
