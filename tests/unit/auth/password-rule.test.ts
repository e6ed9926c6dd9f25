import { expect, test } from 'vitest'
import { passwordProblem } from '#lib/auth/password-rule.ts'

test.each([
  'cerise-volante-mardi',
  'le vélo bleu du grenier',
  'kX4!vb92Lp-qRt7',
  'une phrase assez longue pour moi',
])('“%s” is taken', (password) => {
  expect(passwordProblem(password)).toBeNull()
})

test.each(['', 'court', 'treize-signes'])('“%s” is too short', (password) => {
  expect(passwordProblem(password)).toBe('too-short')
})

test.each([
  'motdepasse2026',
  'MotDePasse-2026!',
  'azertyuiop123456',
  'P@ssword123456',
  'aaaaaaaaaaaaaaaa',
  '12345678901234567890',
  'abcabcabcabcabc',
  'lyceelyceelycee',
])('“%s” is too common', (password) => {
  expect(passwordProblem(password)).toBe('too-common')
})

test('a password made of what is known about the person is too common', () => {
  const about = ['Solène Vaucourtois', 'direction@demo.trame.test', 'Lycée Jeanne-Barret']

  expect(passwordProblem('solenevaucourtois', about)).toBe('too-common')
  expect(passwordProblem('JeanneBarret2026!', about)).toBe('too-common')
})

test('a password of unreasonable length is refused before it is hashed', () => {
  expect(passwordProblem('ab'.repeat(200))).toBe('too-long')
})
