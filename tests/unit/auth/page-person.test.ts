import { expect, test } from 'vitest'
import { personOfPage } from '#lib/auth/page-person.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { AccountId, SchoolId, SessionId } from '#lib/domain/ids.ts'

const ann: SessionActor = {
  accountId: '00000000-0000-4000-8000-000000000001' as AccountId,
  sessionId: '00000000-0000-4000-8000-000000000002' as SessionId,
  schoolId: '00000000-0000-4000-8000-000000000003' as SchoolId,
  ...{ firstName: 'Anne', lastName: 'Exemple', email: 'anne@exemple.fr' },
  ...{ isHead: false, isAdmin: false, sharedComputer: false },
}

test('an action of a page is done for the person of the page, and for nobody else', () => {
  expect(personOfPage(ann, ann.accountId)).toBe(ann)
  const refused = { code: 'not_signed_in' }
  expect(() => personOfPage(ann, '00000000-0000-4000-8000-000000000009')).toThrow(
    expect.objectContaining(refused),
  )
  expect(() => personOfPage(null, ann.accountId)).toThrow(expect.objectContaining(refused))
})
