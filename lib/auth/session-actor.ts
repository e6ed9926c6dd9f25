import type { AccountId, SchoolId, SessionId } from '#lib/domain/ids.ts'

/** The person behind a live session. Rights in a project come from their membership, not from here. */
export type SessionActor = {
  accountId: AccountId
  sessionId: SessionId
  schoolId: SchoolId
  firstName: string
  lastName: string
  email: string
  /** Of the school: becomes `head` of each project that is created. */
  isHead: boolean
  isAdmin: boolean
  sharedComputer: boolean
}
