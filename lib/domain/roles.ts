import type { EnumId } from './enums.ts'
import type { AccountId } from './ids.ts'

export const roles = ['head', 'coordinator', 'editor', 'commenter', 'reader', 'guest'] as const
/** What an account is in one project; at most one role per project. */
export type Role = (typeof roles)[number]

export type ProjectStatus = EnumId<'documentStatus'>

/** Who may read a publication without being of the project. */
export type Visibility = 'members' | 'school' | 'public'

export type Action =
  /** Read the working version, and join it. */
  | 'read'
  | 'write'
  /** Comment, propose a rewording. */
  | 'comment'
  /** Put a proposed rewording into the text: it writes. */
  | 'accept-proposal'
  | 'resolve-thread'
  | 'name-version'
  /** Writes: it brings a version's content back. */
  | 'restore-version'
  | 'send-to-review'
  | 'request-changes'
  | 'approve'
  | 'publish'
  | 'withdraw'
  | 'archive'
  /** Give, change or take a role (`memberRole`). */
  | 'manage-members'
  | 'manage-links'
  | 'read-publication'
  /** Accounts of the school: nothing of a project follows from it. */
  | 'manage-accounts'

export type Actor = {
  /** Null: someone who is not signed in. */
  accountId: AccountId | null
  /** Null: not a member of the project. */
  role: Role | null
  isAdmin: boolean
  /** Of the school; what an account is in a project is its `role`. Absent: not. */
  isHead?: boolean
}

export type Context = {
  status?: ProjectStatus
  /** The project closes writing while it is in review. */
  reviewClosesWriting?: boolean
  /** `resolve-thread`: the actor opened the thread. */
  ownThread?: boolean
  /** `read`, `comment`, `resolve-thread`: the part that it is about. */
  sectionId?: string
  /** The parts opened to a guest. */
  guestSections?: readonly string[]
  /** `manage-members`: the role that is given or taken; both are asked for a change. */
  memberRole?: Role
  /** `manage-accounts`: the account is that of a head of the school. */
  accountIsHead?: boolean
  /** `read-publication` */
  visibility?: Visibility
  /** `read-publication`: the actor's account is of the project's school. */
  sameSchool?: boolean
}

type Grant = 'always' | 'own-thread' | 'not-head' | 'open-sections'

/** PRODUCT.md §2, row by row: what is absent is refused. */
const grants: Record<Exclude<Action, 'manage-accounts'>, Partial<Record<Role, Grant>>> = {
  read: {
    head: 'always',
    coordinator: 'always',
    editor: 'always',
    commenter: 'always',
    guest: 'open-sections',
  },
  write: { head: 'always', coordinator: 'always', editor: 'always' },
  comment: {
    head: 'always',
    coordinator: 'always',
    editor: 'always',
    commenter: 'always',
    guest: 'open-sections',
  },
  'accept-proposal': { head: 'always', coordinator: 'always', editor: 'always' },
  'resolve-thread': {
    head: 'always',
    coordinator: 'always',
    editor: 'always',
    commenter: 'own-thread',
    guest: 'own-thread',
  },
  'name-version': { head: 'always', coordinator: 'always', editor: 'always' },
  'restore-version': { head: 'always', coordinator: 'always' },
  'send-to-review': { head: 'always', coordinator: 'always' },
  'request-changes': { head: 'always', coordinator: 'always' },
  approve: { head: 'always' },
  publish: { head: 'always' },
  withdraw: { head: 'always' },
  archive: { head: 'always' },
  'manage-members': { head: 'always', coordinator: 'not-head' },
  'manage-links': { head: 'always', coordinator: 'always' },
  'read-publication': {
    head: 'always',
    coordinator: 'always',
    editor: 'always',
    commenter: 'always',
    reader: 'always',
    guest: 'always',
  },
}

/** What changes the document, and so waits while it is frozen. */
const writes: ReadonlySet<Action> = new Set(['write', 'accept-proposal', 'restore-version'])

/**
 * Whether `actor` may do `action`: the only source of rights, for pages, API, socket and SQL alike.
 *
 * What the context leaves out is not granted: a guest without `guestSections` reads nothing, a
 * coordinator who does not say which `memberRole` changes nobody's.
 */
export function can(actor: Actor, action: Action, context: Context = {}): boolean {
  if (action === 'manage-accounts') return managesAccounts(actor, context)
  if (writes.has(action) && isFrozen(context)) return false
  const grant = actor.role === null ? undefined : grants[action][actor.role]
  if (grant !== undefined) return holds(grant, context)
  return action === 'read-publication' && isOpenTo(actor, context)
}

/**
 * Who gives an account its code can enter it: an administrator who could enter a head's would read
 * every working version.
 */
function managesAccounts(actor: Actor, { accountIsHead }: Context): boolean {
  return actor.isHead === true || (actor.isAdmin && accountIsHead !== true)
}

/** True while nobody may write: comments and reading go on. */
export function isFrozen(context: Pick<Context, 'status' | 'reviewClosesWriting'>): boolean {
  const { status } = context
  if (status === 'approved' || status === 'archived') return true
  return status === 'in-review' && context.reviewClosesWriting === true
}

function holds(grant: Grant, context: Context): boolean {
  switch (grant) {
    case 'always':
      return true
    case 'own-thread':
      return context.ownThread === true
    case 'not-head':
      return context.memberRole !== undefined && context.memberRole !== 'head'
    case 'open-sections':
      return context.guestSections?.includes(context.sectionId ?? '') === true
  }
}

function isOpenTo(actor: Actor, context: Context): boolean {
  if (context.visibility === 'public') return true
  return context.visibility === 'school' && actor.accountId !== null && context.sameSchool === true
}
