import { describe, expect, test } from 'vitest'
import { type Block, isBlank, paragraph } from '#lib/domain/block.ts'
import type { AccountId } from '#lib/domain/ids.ts'
import { type ProjectStatus, type Role, roles } from '#lib/domain/roles.ts'
import { type AssigningRight, assigningRight, textDigest } from '#lib/domain/section-duty.ts'

const accountId = '00000000-0000-4000-8000-000000000001' as AccountId

function rightOf(role: Role | null, status: ProjectStatus = 'draft'): AssigningRight {
  return assigningRight({ accountId, role, isAdmin: false }, { status })
}

describe('confiding a part', () => {
  test.each(roles)('[DU-1, DU-2] %s', (role) => {
    const anyone = role === 'head' || role === 'coordinator'
    expect(rightOf(role)).toBe(anyone ? 'anyone' : role === 'editor' ? 'self' : 'nobody')
  })

  test('[DU-2] an editor takes nothing on while nobody may write, nor anybody once archived', () => {
    expect(rightOf('editor', 'approved')).toBe('nobody')
    expect(rightOf('coordinator', 'approved')).toBe('anyone')
    expect(roles.map((role) => rightOf(role, 'archived'))).toEqual(roles.map(() => 'nobody'))
    expect(assigningRight({ accountId, role: null, isAdmin: true }, {})).toBe('nobody')
  })
})

describe('the digest of a text', () => {
  const text = [paragraph('Les élèves lisent à voix haute.'), paragraph('Un point d’appui.')]

  test('[DU-4] changes with one letter, one word moved, one paragraph cut in two', () => {
    const others: Block[][] = [
      [],
      [paragraph('Les élèves lisent à voix haute')],
      text.toReversed(),
      [paragraph('Les élèves lisent à voix haute.'), paragraph('Un point'), paragraph('d’appui.')],
      [paragraph('Les élèves lisent à voix haute.'), paragraph('Un point d’appuis.')],
    ]
    const digests = new Set([text, ...others].map(textDigest))
    expect(digests.size).toBe(others.length + 1)
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{14}$/)
  })

  test('[DU-4] does not see how the words look, nor an empty line at the end', () => {
    const shown: Block[] = [
      paragraph('Les élèves lisent à voix haute.', 'h3'),
      paragraph('Un point d’appui.', 'bullet'),
      paragraph(''),
    ]
    expect(textDigest(shown)).toBe(textDigest(text))
  })
})

test('a part is blank until its first letter, its first rule or its first table', () => {
  expect(isBlank([])).toBe(true)
  expect(isBlank([paragraph(''), paragraph('', 'bullet')])).toBe(true)
  expect(isBlank([paragraph(''), paragraph('L')])).toBe(false)
  expect(isBlank([{ type: 'horizontalRule' }])).toBe(false)
  expect(isBlank([{ type: 'table', rows: [] }])).toBe(false)
})
