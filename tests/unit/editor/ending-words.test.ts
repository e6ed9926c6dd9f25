import { expect, test } from 'vitest'
import {
  endingWords,
  unsentText,
} from '#app/(workspace)/projets/[projectId]/_editor/connection/ending-words.ts'
import { closeCodes, isFinal } from '#lib/wire/close-codes.ts'

const finalCodes = Object.values(closeCodes).filter(isFinal)

test('each final close has words of its own and a way out', () => {
  expect(finalCodes).toEqual([4400, 4401, 4403, 4404, 4409, 4413, 4423, 4426])
  const texts = finalCodes.map((code) => endingWords(code).text)
  expect(new Set(texts).size).toBe(finalCodes.length)
  for (const code of [...finalCodes, null]) {
    expect(endingWords(code).ways.length).toBeGreaterThan(0)
  }
})

test('a project that is gone is not loaded again; its reader goes back to the others', () => {
  expect(endingWords(closeCodes.notFound).ways).toEqual(['projects'])
  expect(endingWords(closeCodes.notAllowed).ways).toContain('projects')
})

test('what was not sent is to be downloaded, unless this device sends it after the reload', () => {
  const refused = { code: closeCodes.frozen, unsent: 2, copy: 'none' } as const
  expect(unsentText(refused)).toContain('2\u00A0modifications n’ont pas été envoyées')
  expect(unsentText({ ...refused, unsent: 1 })).toContain('1\u00A0modification n’a pas été')
  expect(unsentText({ ...refused, unsent: 0 })).toBeNull()
  const old = { ...refused, code: closeCodes.clientTooOld }
  expect(unsentText({ ...old, copy: 'kept' })).toContain('partiront après le rechargement')
  expect(unsentText(old)).toContain('Téléchargez-les')
})
