import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'

test('keys are sorted by their UTF-16 units at every depth, without white space', () => {
  const value = { b: [3, { z: null, a: true }], a: 'é', '\u20ac': 1, '\ud83d\ude00': 2, '1': 3 }
  expect(canonicalJson(value)).toBe(
    '{"1":3,"a":"é","b":[3,{"a":true,"z":null}],"\u20ac":1,"\ud83d\ude00":2}',
  )
})

test('the vectors of RFC 8785 for numbers and texts come out as written there', () => {
  const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0]
  expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]')
  expect(canonicalJson('\u20ac$\u000f\nA\'B"\\/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\/"')
})

test('a key without a value is left out, an item without one is null', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}')
})

test('what JSON does not have is refused', () => {
  for (const value of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    undefined,
    Symbol.iterator,
    '\ud800',
  ]) {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  }
  expect(() => canonicalJson({ '\ud800': 1 })).toThrow(TypeError)
})

test('equal values have one text, in whatever order their keys were set, and it reads back', () => {
  const json = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(reversed(value))).toBe(text)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
  )
})

test('a hash is the SHA-256 of the text in UTF-8', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256Hex('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c')
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
