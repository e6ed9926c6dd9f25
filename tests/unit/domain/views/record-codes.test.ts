import { expect, test } from 'vitest'
import { demoProject } from '#lib/domain/demo.ts'
import { recordCodes } from '#lib/domain/views/record-codes.ts'

const archivedAt = '2027-01-01T08:00:00.000Z'

test('needs, goals, actions, indicators and regulations are numbered in their order', () => {
  const codes = recordCodes(demoProject)
  expect(codes.get('need-1')).toBe('B1')
  expect(codes.get('goal-5')).toBe('O5')
  expect(codes.get('action-8')).toBe('A8')
  expect(codes.get('ind-3')).toBe('I3')
  expect(codes.get('reg-2')).toBe('R2')
  expect(codes.has('mean-1')).toBe(false)
})

test('an archived record has no code, and leaves no hole', () => {
  const [first, ...others] = demoProject.needs
  if (!first) throw new Error('the demo has needs')
  const codes = recordCodes({ ...demoProject, needs: [{ ...first, archivedAt }, ...others] })
  expect(codes.has('need-1')).toBe(false)
  expect(codes.get('need-2')).toBe('B1')
})

test('placing a record elsewhere renumbers the others', () => {
  const codes = recordCodes({ ...demoProject, goals: demoProject.goals.toReversed() })
  expect(codes.get('goal-5')).toBe('O1')
  expect(codes.get('goal-1')).toBe('O5')
})
