import { redirect } from 'next/navigation.js'
import { expect, test } from 'vitest'
import { RateLimitedError, WrongCredentialsError } from '#lib/auth/sign-in-errors.ts'
import { InvalidInputError, NotAllowedError, NotSignedInError } from '#lib/platform/errors.ts'
import { action } from '#lib/usecases/action.ts'

function refusing(error: unknown) {
  return action(async () => {
    throw error
  })
}

test('what a use case returns is the value of the answer', async () => {
  expect(await action(async () => 3)).toEqual({ ok: true, value: 3 })
})

test('wrong input is told in its own words, with its field', async () => {
  expect(await refusing(new InvalidInputError('Indiquez la ville.', 'city'))).toEqual({
    ...{ ok: false, code: 'invalid_input', message: 'Indiquez la ville.', field: 'city' },
  })
})

test.each([
  [new NotAllowedError('editor does not publish'), 'not_allowed'],
  [new NotSignedInError('no live session'), 'not_signed_in'],
  [new WrongCredentialsError('unknown address'), 'wrong_credentials'],
])('a refusal has a code and French words, never its inner message', async (error, code) => {
  const answer = await refusing(error)

  expect(answer).toMatchObject({ ok: false, code })
  expect(JSON.stringify(answer)).not.toContain(error.message)
})

test('too many attempts say when the next may be made', async () => {
  expect(await refusing(new RateLimitedError(42))).toMatchObject({
    ...{ ok: false, code: 'rate_limited', retryAfterSeconds: 42 },
  })
})

test('a fault of ours tells nothing but a reference to pass on', async () => {
  const answer = await refusing(new Error('relation "account" does not exist'))

  expect(answer).toMatchObject({ ok: false, code: 'internal' })
  expect(answer.ok ? '' : answer.message).toMatch(/repère .*\u00A0: [0-9a-f]{8}\.$/)
  expect(JSON.stringify(answer)).not.toContain('account')
})

test('a redirection of Next.js goes through', async () => {
  await expect(action(async () => redirect('/'))).rejects.toThrow('NEXT_REDIRECT')
})
