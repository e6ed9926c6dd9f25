import 'server-only'

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
  throw new Error('not ready')
}
