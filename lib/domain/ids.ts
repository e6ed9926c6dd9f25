/** Opaque identifiers. They are branded so that one kind is never passed for another. */
type Brand<Name extends string> = string & { readonly __brand: Name }

export type SchoolId = Brand<'SchoolId'>
export type AccountId = Brand<'AccountId'>
export type SessionId = Brand<'SessionId'>
export type ProjectId = Brand<'ProjectId'>
/** A part of a project: an id of the template, or the id of an optional part that a school added. */
export type SectionId = Brand<'SectionId'>
export type VersionId = Brand<'VersionId'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reads a project id from an address; null when it is not a lower-case UUID. */
export function parseProjectId(value: unknown): ProjectId | null {
  return isUuid(value) ? (value as ProjectId) : null
}

/** Reads a session id from a token; null when it is not a lower-case UUID. */
export function parseSessionId(value: unknown): SessionId | null {
  return isUuid(value) ? (value as SessionId) : null
}

/** Reads an account id from a form or a token; null when it is not a lower-case UUID. */
export function parseAccountId(value: unknown): AccountId | null {
  return isUuid(value) ? (value as AccountId) : null
}

/** Reads a version's id from an address; null when it is not a lower-case UUID. */
export function parseVersionId(value: unknown): VersionId | null {
  return isUuid(value) ? (value as VersionId) : null
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}
