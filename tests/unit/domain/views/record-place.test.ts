import { expect, test } from 'vitest'
import { demoProject } from '#lib/domain/demo.ts'
import type { Meeting } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { homeSection, isShownIn } from '#lib/domain/views/record-place.ts'

function meeting(body: Meeting['body']): Meeting {
  const [model] = demoProject.meetings
  if (!model) throw new Error('the demo has meetings')
  return { ...model, body }
}

test('a meeting has its card in the part whose filter asks for it, else where all are shown', () => {
  expect(homeSection(template, 'meeting', meeting('cvl'))).toBe('steering')
  expect(homeSection(template, 'meeting', meeting('familles'))).toBe('monitoring-and-coordination')
  expect(homeSection(template, 'meeting', meeting(null))).toBe('monitoring-and-coordination')
})

test('a block with a filter shows only what the filter asks for', () => {
  const block = template.sections
    .find(({ id }) => id === 'steering')
    ?.blocks.find(({ entity }) => entity === 'meeting')
  if (!block) throw new Error('the steering part has meetings')
  expect(isShownIn(block, meeting('cvl'))).toBe(true)
  expect(isShownIn(block, meeting('familles'))).toBe(false)
})

test('an entity that no part writes has no part', () => {
  expect(homeSection(template, 'unknown', meeting('cvl'))).toBeUndefined()
})
