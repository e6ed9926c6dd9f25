import { expect, test } from 'vitest'
import { sessionEnd } from '#lib/auth/session-life.ts'

const createdAt = new Date('2026-11-05T08:00:00Z')

test('a session lasts fourteen days from its last activity', () => {
  const end = sessionEnd({ createdAt, sharedComputer: false }, new Date('2026-11-10T09:00:00Z'))

  expect(end).toEqual(new Date('2026-11-24T09:00:00Z'))
})

test('on a shared computer it lasts thirty minutes from its last activity', () => {
  const end = sessionEnd({ createdAt, sharedComputer: true }, new Date('2026-11-05T08:20:00Z'))

  expect(end).toEqual(new Date('2026-11-05T08:50:00Z'))
})

test('no activity prolongs a session beyond a hundred and eighty days', () => {
  const end = sessionEnd({ createdAt, sharedComputer: false }, new Date('2027-05-01T08:00:00Z'))

  expect(end).toEqual(new Date('2027-05-04T08:00:00Z'))
})
