import { describe, expect, test } from 'vitest'
import type { AccountId } from '#lib/domain/ids.ts'
import { type Action, type Actor, type Context, can, type Role, roles } from '#lib/domain/roles.ts'

const accountId = '00000000-0000-4000-8000-000000000001' as AccountId
const member = (role: Role): Actor => ({ accountId, role, isAdmin: false })
const stranger: Actor = { accountId, role: null, isAdmin: false }
const visitor: Actor = { accountId: null, role: null, isAdmin: false }

/** PRODUCT's table again, cell by cell: h, c, e, m (commenter), r, g. */
const table: Record<Exclude<Action, 'manage-accounts'>, string> = {
  read: 'hcemg',
  write: 'hce',
  comment: 'hcemg',
  'accept-proposal': 'hce',
  'resolve-thread': 'hcemg',
  'name-version': 'hce',
  'restore-version': 'hc',
  'send-to-review': 'hc',
  'request-changes': 'hc',
  approve: 'h',
  publish: 'h',
  withdraw: 'h',
  archive: 'h',
  'manage-members': 'hc',
  'manage-links': 'hc',
  'read-publication': 'hcemrg',
}
const letters: Record<Role, string> = {
  head: 'h',
  coordinator: 'c',
  editor: 'e',
  commenter: 'm',
  reader: 'r',
  guest: 'g',
}
/** Everything that a context can say in somebody's favour. */
const favourable: Context = {
  status: 'draft',
  ownThread: true,
  sectionId: 'steering',
  guestSections: ['steering'],
  memberRole: 'editor',
}

const cells = Object.entries(table).flatMap(([action, allowed]) =>
  roles.map((role) => [action as Action, role, allowed.includes(letters[role])] as const),
)

test.each(cells)('[RO-1] %s as %s: %s', (action, role, allowed) => {
  expect(can(member(role), action, favourable)).toBe(allowed)
})

describe('[RO-2] a frozen project', () => {
  const frozen: Context[] = [
    { ...favourable, status: 'approved' },
    { ...favourable, status: 'archived' },
    { ...favourable, status: 'in-review', reviewClosesWriting: true },
  ]

  test.each(['write', 'accept-proposal', 'restore-version'] as const)('nobody may %s', (action) => {
    for (const context of frozen) {
      for (const role of roles) expect(can(member(role), action, context)).toBe(false)
    }
  })

  test.each(['read', 'comment', 'resolve-thread', 'read-publication'] as const)(
    'to %s goes on',
    (action) => {
      for (const context of frozen) {
        for (const role of roles) {
          expect(can(member(role), action, context)).toBe(can(member(role), action, favourable))
        }
      }
    },
  )

  test('[RO-2] drafts, publications and an open review are written', () => {
    for (const status of ['draft', 'published', 'in-review'] as const) {
      expect(can(member('editor'), 'write', { status })).toBe(true)
    }
  })
})

test('[RO-3] a guest reads and comments in the parts opened to them alone', () => {
  const guest = member('guest')
  for (const action of ['read', 'comment'] as const) {
    expect(can(guest, action, { sectionId: 'steering', guestSections: ['steering'] })).toBe(true)
    expect(can(guest, action, { sectionId: 'framework', guestSections: ['steering'] })).toBe(false)
    expect(can(guest, action, { guestSections: ['steering'] })).toBe(false)
  }
})

test('[RO-4] a commenter and a guest resolve their own threads alone', () => {
  for (const role of ['commenter', 'guest'] as const) {
    expect(can(member(role), 'resolve-thread', { ownThread: true })).toBe(true)
    expect(can(member(role), 'resolve-thread', { ownThread: false })).toBe(false)
  }
  expect(can(member('editor'), 'resolve-thread', { ownThread: false })).toBe(true)
})

test('[RO-5] a coordinator gives and takes every role but the direction’s', () => {
  for (const memberRole of roles) {
    expect(can(member('coordinator'), 'manage-members', { memberRole })).toBe(memberRole !== 'head')
    expect(can(member('head'), 'manage-members', { memberRole })).toBe(true)
  }
})

test('[RO-6] without a role one reads public publications, and those of one’s school', () => {
  const action = 'read-publication'
  for (const actor of [visitor, stranger]) {
    expect(can(actor, action, { visibility: 'public' })).toBe(true)
    expect(can(actor, action, { visibility: 'members', sameSchool: true })).toBe(false)
  }
  expect(can(stranger, action, { visibility: 'school', sameSchool: true })).toBe(true)
  expect(can(stranger, action, { visibility: 'school', sameSchool: false })).toBe(false)
  expect(can(visitor, action, { visibility: 'school', sameSchool: true })).toBe(false)
})

test.each(Object.keys(table).filter((action) => action !== 'read-publication') as Action[])(
  '[RO-6] without a role nobody may %s',
  (action) => {
    for (const actor of [visitor, stranger]) expect(can(actor, action, favourable)).toBe(false)
  },
)

test('[RO-7] an administrator manages accounts and does not read working versions', () => {
  const admin: Actor = { accountId, role: null, isAdmin: true }
  expect(can(admin, 'manage-accounts')).toBe(true)
  for (const action of Object.keys(table) as Action[]) {
    expect(can(admin, action, favourable)).toBe(false)
  }
  expect(can({ ...admin, role: 'editor' }, 'write', favourable)).toBe(true)
  for (const role of roles) expect(can(member(role), 'manage-accounts')).toBe(false)
})

test('[RO-7] accounts are managed by the head of the school, those of heads by heads alone', () => {
  const head: Actor = { ...stranger, isHead: true }
  const admin: Actor = { ...stranger, isAdmin: true }
  for (const accountIsHead of [false, true]) {
    expect(can(head, 'manage-accounts', { accountIsHead })).toBe(true)
    expect(can(admin, 'manage-accounts', { accountIsHead })).toBe(!accountIsHead)
  }
  expect(can(head, 'read', favourable)).toBe(false)
})

test('[RO-8] what the context does not say is not granted', () => {
  expect(can(member('guest'), 'read')).toBe(false)
  expect(can(member('commenter'), 'resolve-thread')).toBe(false)
  expect(can(member('coordinator'), 'manage-members')).toBe(false)
  expect(can(visitor, 'read-publication')).toBe(false)
})
