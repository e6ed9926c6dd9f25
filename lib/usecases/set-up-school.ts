import 'server-only'

export type SchoolSetUp = {
  schoolName: string
  city: string
  schoolType: string
  academy: string
  firstName: string
  lastName: string
  jobTitle: string
  email: string
  password: string
  /** Eight characters, as printed where the server was started; case and spaces do not count. */
  code: string
}

/** @returns true while the server has no school: the set-up page exists only then. */
export async function isSetUpNeeded(): Promise<boolean> {
  throw new Error('not ready')
}

/**
 * Creates the school and the account of its head, once, with the code that proves access to the server.
 *
 * @throws {NotFoundError} it is already set up.
 * @throws {InvalidInputError} `field` is one of `SchoolSetUp`; for `code`, wrong or expired.
 */
export async function setUpSchool(_input: unknown, _address: string): Promise<void> {
  throw new Error('not ready')
}
