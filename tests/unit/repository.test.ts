import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { repositoryRoot } from '#scripts/repository-root.mjs'

const require = createRequire(import.meta.url)

test('no committed file names a path of one machine, a package registry or a neighbouring folder', ({
  skip,
}) => {
  const files = committedFiles()
  if (files === null) return skip('not a git clone')
  const found = files.flatMap((file) => {
    const text = readFileSync(`${repositoryRoot}/${file}`, 'utf8')
    return forbidden
      .flatMap((pattern) => text.match(pattern)?.slice(0, 1) ?? [])
      .map((hit) => ({ file, hit }))
  })
  expect(found).toEqual([])
})

/** Written so that this file does not match itself. */
const forbidden = [
  /[\s"'`(=](?:\/work|\/root|\/home\/\w+|\/Users\/\w+)\/[\w.]/,
  /https?:\/\/(?:registry|npm|mirror|artifactory|nexus|verdaccio)[.\w-]*\.\w+/i,
  /\.\.\/(?:\.\.\/)*shared\//,
]

test('the lockfile holds no download address', () => {
  const lockfile = readFileSync(`${repositoryRoot}/package-lock.json`, 'utf8')
  expect(lockfile).not.toContain('"resolved": "http')
})

test('CONTRIBUTING.md shows the import tables that are checked', () => {
  const { folders } = require('../../.dependency-cruiser.cjs')
  const shown = readFileSync(`${repositoryRoot}/CONTRIBUTING.md`, 'utf8')
  expect(importTableOf(shown)).toEqual(folders)
})

/** Rows of the first table under its title, as folder → what it may import. */
function importTableOf(markdown: string): Record<string, string[]> {
  const section = markdown.split('### What may import what')[1]?.split('| Package')[0] ?? ''
  const rows = section.split('\n').filter((line) => /^\| `/.test(line))
  const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
  return Object.fromEntries(
    rows.flatMap((row) => {
      const [, names = '', allowed = ''] = row.split('|')
      if (names.includes('tests')) return []
      return codes(names).map((name) => [name, codes(allowed)])
    }),
  )
}

function committedFiles(): string[] | null {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: repositoryRoot, encoding: 'utf8' })
  if (listed.status !== 0) return null
  return listed.stdout
    .split('\0')
    .filter((file) => file !== '' && !/\.(woff2|png|ico)$/.test(file))
    .filter((file) => existsSync(`${repositoryRoot}/${file}`))
}
