/**
 * Joins the style of the public pages into the one file that they ask for, under a name made from
 * its content, and writes that name where the pages read it: `npm run reader:style`.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { repositoryRoot } from './repository-root.mjs'

const sources = `${repositoryRoot}/lib/exports/reader/style`
const served = `${repositoryRoot}/public/lecture`
const addresses = `${repositoryRoot}/lib/exports/reader/reader-files.ts`

/** In the order of the cascade. */
const order = [
  'tokens',
  'ground',
  'head',
  'contents',
  'article',
  'records',
  'tables',
  'foot',
  'narrow',
  'print',
]

/**
 * The style sheet as it is to be served.
 *
 * @returns {{ name: string, text: string }}
 */
export function readerStyle() {
  const text = order.map((name) => readFileSync(`${sources}/${name}.css`, 'utf8')).join('\n')
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return { name: `style-${digest}.css`, text }
}

if (process.argv[1] === import.meta.filename) {
  const { name, text } = readerStyle()
  for (const file of readdirSync(served).filter((file) => file.startsWith('style-'))) {
    rmSync(`${served}/${file}`)
  }
  writeFileSync(`${served}/${name}`, text)
  const before = readFileSync(addresses, 'utf8')
  writeFileSync(addresses, before.replace(/style-\w+\.css/, name))
  console.info(`public/lecture/${name}`)
}
