import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname
const idPattern = /\[([A-Z]\d+)\]/g

/** The ids in the titles of the server's tests. */
function testedIds(): Set<string> {
  const paths = ['unit/server', 'integration/server', 'integration/cluster', 'contract']
  const folders = paths.map((path) => join(root, 'tests', path))
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const texts = files
    .filter((path) => path.endsWith('.test.ts') && !path.endsWith('spec.test.ts'))
    .map((path) => readFileSync(path, 'utf8'))
  return new Set(texts.flatMap((text) => [...text.matchAll(idPattern)].map(([, id]) => id ?? '')))
}

function statedIds(): string[] {
  const spec = readFileSync(join(root, 'server/SPEC.md'), 'utf8')
  return [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => id ?? '')
}

test('each rule of the server has a test, and each test names a rule that is stated', () => {
  const stated = statedIds()
  expect(stated.length).toBeGreaterThan(40)
  expect(new Set(stated).size).toBe(stated.length)
  expect([...testedIds()].sort()).toEqual([...stated].sort())
})
