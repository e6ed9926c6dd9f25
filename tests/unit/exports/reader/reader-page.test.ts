import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { messagePage } from '#lib/exports/reader/message-page.ts'
import { readerFiles } from '#lib/exports/reader/reader-files.ts'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { readerStyle } from '#scripts/write-reader-style.mjs'
import { demoPublication, demoReaderPage } from '#tests/support/demo-publication.ts'

const folder = `${repositoryRoot}/public`

test('the page has one title, ranks in order, landmarks, and tables that say what they are', () => {
  const document = parse(demoReaderPage())
  expect(document.documentElement.lang).toBe('fr')
  expect(document.title).toContain('version\u00A03')
  const ranks = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
    Number(tagName.slice(1)),
  )
  expect(ranks.filter((rank) => rank === 1)).toHaveLength(1)
  expect(ranks.every((rank, index) => rank <= (ranks[index - 1] ?? 0) + 1)).toBe(true)
  for (const landmark of ['body > header', 'main', 'body > footer', 'nav[aria-label]']) {
    expect(document.querySelector(landmark), landmark).not.toBeNull()
  }
  const tables = [...document.querySelectorAll('table')]
  expect(tables.length).toBeGreaterThan(10)
  for (const table of tables) {
    expect(table.querySelector('caption')?.textContent).toMatch(/\S/)
    expect(table.querySelector('th')).not.toBeNull()
    expect(table.querySelector('th:not([scope])')).toBeNull()
  }
})

test('ids are given once, and every link of the page leads somewhere in it', () => {
  const document = parse(demoReaderPage())
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  const hrefs = [...document.querySelectorAll('a[href^="#"]')].map((link) =>
    link.getAttribute('href'),
  )
  expect(hrefs.length).toBeGreaterThan(50)
  expect(hrefs.filter((href) => !ids.includes(href?.slice(1) ?? ''))).toEqual([])
})

test('the head of the page says which version it is, and how to check it', () => {
  const page = demoReaderPage()
  const text = parse(page).querySelector('header')?.textContent ?? ''
  expect(text).toContain('Version\u00A03, publiée')
  expect(text).toContain('25\u00A0juin 2027')
  expect(text).toContain('9f3a 51c8 … 2b4d 6e70')
  expect(text.replaceAll(' ', '')).toContain('9f3a51c82b4d6e70'.repeat(4))
  expect(page).toContain('href="/p/projet-2026-2027/v/3/verifier"')
  expect(page).toContain('href="/p/projet-2026-2027/v/3.json"')
  expect(text).not.toContain('archivée')
})

test('an old version leads to the one in force', () => {
  const content = demoPublication()
  const document = parse(demoReaderPage({ ...content, number: 2 }, { isNewest: false }))
  const banner = document.querySelector('.banner')
  expect(banner?.textContent).toBe('Version archivée\u00A0: consultez la version en vigueur.')
  expect(banner?.querySelector('a')?.getAttribute('href')).toBe('/p/projet-2026-2027')
  expect(document.querySelector('.versions [aria-current]')?.textContent).toBe('Version\u00A02')
  expect(document.querySelector('.versions a')?.textContent).toBe('Version\u00A03 (en vigueur)')
})

test('the page runs nothing and asks nobody else; what is typed in a title stays text', () => {
  const content = demoPublication()
  const title = '</title><script>alert(1)</script>'
  for (const page of [
    demoReaderPage({ ...content, title }, { schoolName: title }),
    messagePage({ title, paragraphs: [title], action: { href: '/"x', label: title } }),
  ]) {
    const document = parse(page)
    expect(document.querySelectorAll('script, style, [style], iframe, form').length).toBe(0)
    expect(document.querySelector('h1')?.textContent).toBe(title)
    const files = [...document.querySelectorAll('link, img')]
    expect(files.every((file) => file.getAttribute('href')?.startsWith('/'))).toBe(true)
  }
})

test('a message has the look of the page, one title and its way on', () => {
  const document = parse(
    messagePage({
      title: 'Cette version a été retirée',
      paragraphs: ['Elle n’est plus affichée.'],
      action: { href: '/p/projet', label: 'Lire la version en vigueur' },
    }),
  )
  expect(document.querySelectorAll('h1')).toHaveLength(1)
  expect(document.querySelector('main p')?.textContent).toBe('Elle n’est plus affichée.')
  expect(document.querySelector('main a')?.getAttribute('href')).toBe('/p/projet')
})

test('HTML and style weigh at most 60 kB compressed, with at most two fonts', () => {
  const style = readFileSync(`${folder}${readerFiles.style}`)
  const bytes = gzipSync(demoReaderPage()).length + gzipSync(style).length
  expect(bytes).toBeLessThanOrEqual(60_000)
  const fonts = style.toString().match(/url\([^)]+\)/g) ?? []
  expect(fonts).toHaveLength(2)
})

test('files that browsers keep for ever are named after their content', () => {
  const { name, text } = readerStyle()
  expect(readerFiles.style, 'run `npm run reader:style`').toBe(`/lecture/${name}`)
  expect(readFileSync(`${folder}${readerFiles.style}`, 'utf8')).toBe(text)
  for (const address of Object.values(readerFiles)) {
    const digest = createHash('sha256')
      .update(readFileSync(`${folder}${address}`))
      .digest('hex')
    expect(address).toContain(`-${digest.slice(0, 8)}.`)
  }
  const served = readdirSync(`${folder}/lecture`).filter((file) => !file.endsWith('.txt'))
  expect(served.map((file) => `/lecture/${file}`).toSorted()).toEqual(
    Object.values(readerFiles).toSorted(),
  )
})

function parse(page: string) {
  const window = new Window()
  window.document.write(page)
  return window.document
}
