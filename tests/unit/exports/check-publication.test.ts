import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoAsOf, demoProject } from '#lib/domain/demo.ts'
import { publicationContent } from '#lib/domain/publication-content.ts'
import {
  checkPublication,
  type StoredPublication,
} from '#lib/exports/publication/check-publication.ts'
import { publicStyleFile } from '#lib/exports/publication/public-style.ts'
import { sealPublication } from '#lib/exports/publication/seal-publication.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'

const publishedAt = new Date('2027-06-25T15:06:00.000Z')
const previous = sha256Hex('the one before')

function stored(number = 2): StoredPublication {
  const content = publicationContent({
    ...{ slug: 'demo', number, title: 'Projet', schoolYear: '2026-2027', message: '' },
    ...{ publishedAt: publishedAt.toISOString(), refDate: demoAsOf, project: demoProject },
    sections: demoProject.sections.map(({ id, title }, index) => ({
      ...{ id, title, number: index + 1, group: null, mandatory: true },
    })),
  })
  return { number, publishedAt, prevSha256: previous, ...sealPublication(content, previous) }
}

/** The text with one character of its middle replaced by another. */
function withOneByteChanged(text: string): string {
  const middle = Math.floor(text.length / 2)
  const sign = text[middle] === 'a' ? 'b' : 'a'
  return `${text.slice(0, middle)}${sign}${text.slice(middle + 1)}`
}

test('a publication that nobody touched has no fault, and its hash is that of its text', () => {
  const row = stored()
  expect(checkPublication(row, previous)).toEqual({
    number: 2,
    recomputed: sha256Hex(row.content),
    faults: [],
  })
  expect(row.sha256).toBe(sha256Hex(row.content))
})

test('the same content is sealed as the same bytes', () => {
  expect(stored()).toEqual(stored())
})

test.each<[string, (row: StoredPublication) => Partial<StoredPublication>, string]>([
  ['a byte of the content', (row) => ({ content: withOneByteChanged(row.content) }), 'content'],
  ['a byte of the page', (row) => ({ html: withOneByteChanged(row.html) }), 'html'],
  ['the hash', () => ({ sha256: sha256Hex('another') }), 'content'],
  ['the number', () => ({ number: 3 }), 'facts'],
  ['the date', () => ({ publishedAt: new Date(0) }), 'facts'],
  ['the hash of the one before', () => ({ prevSha256: sha256Hex('another') }), 'previous'],
])('%s is found when it alone is changed', (_name, change, fault) => {
  const row = stored()
  expect(checkPublication({ ...row, ...change(row) }, previous).faults).toEqual([fault])
})

test('a number before it that was changed, hash and all, is found too', () => {
  expect(checkPublication(stored(), sha256Hex('rewritten')).faults).toEqual(['previous'])
  expect(checkPublication(stored(), null).faults).toEqual(['previous'])
})

test('what is no publication any more is all at fault, and does not throw', () => {
  const { faults } = checkPublication({ ...stored(), content: '[]' }, previous)
  expect(faults).toEqual(['content', 'html', 'facts', 'previous'])
  expect(checkPublication({ ...stored(), content: '{' }, previous).faults).toEqual(faults)
})

test('the file of the style has the digits of its content in its name', () => {
  const css = readFileSync(new URL(`../../../public${publicStyleFile}`, import.meta.url), 'utf8')
  expect(publicStyleFile).toContain(sha256Hex(css).slice(0, 8))
})
