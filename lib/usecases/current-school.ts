import 'server-only'
import { database } from '#db/client.ts'
import { findFirstSchool } from '#db/queries/school.ts'

export type School = {
  name: string
  city: string
  /** Id of the template's enum `schoolType`. */
  schoolType: string
  academy: string
  /** A, B or C; null when the academy does not tell. */
  zone: string | null
}

/** The school that this server serves; null until it is set up. Anyone may know it. */
export async function currentSchool(): Promise<School | null> {
  const school = await findFirstSchool(await database())
  if (school === undefined) return null
  const { name, city, schoolType, academy, zone } = school
  return { name, city, schoolType, academy, zone }
}
