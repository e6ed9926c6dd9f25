import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagePage } from '#lib/exports/reader/message-page.ts'
import { readerFiles } from '#lib/exports/reader/reader-files.ts'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import {
  expectNoAxeViolations,
  expectNoHorizontalScroll,
  launchBrowser,
  type PageOptions,
  type TestBrowser,
} from '#tests/support/browser.ts'
import { demoReaderPage } from '#tests/support/demo-publication.ts'

let browser: TestBrowser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** The page as a browser shows it; only its own files are answered. */
async function show(html: string, options: PageOptions): Promise<Page> {
  const page = await browser.newPage(options)
  await page.route('http://localhost/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
    }
    if (pathname === '/icon.svg') return route.fulfill({ path: `${repositoryRoot}/app/icon.svg` })
    expect(Object.values(readerFiles)).toContain(pathname)
    const contentType = pathname.endsWith('.css') ? 'text/css' : 'font/woff2'
    const body = readFileSync(`${repositoryRoot}/public${pathname}`)
    return route.fulfill({ contentType, body })
  })
  await page.goto('http://localhost/')
  return page
}

test('the page reads well without JavaScript on a desk, a phone and at 320 pixels', async () => {
  const tables = new Map<number, Record<string, number>>()
  for (const width of [1440, 390, 320]) {
    const page = await show(demoReaderPage(), { width, javaScript: false })
    await expectNoHorizontalScroll(page)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe(
      'L’essentiel en quelques lignes',
    )
    tables.set(width, await tableRoles(page))
  }
  expect(tables.get(1440)?.table).toBeGreaterThan(10)
  expect(tables.get(390)).toEqual(tables.get(1440))
  expect(tables.get(320)).toEqual(tables.get(1440))
})

test('the contents lead to the parts, and a phone comes back to them', async () => {
  const page = await show(demoReaderPage(), { width: 390, javaScript: false })
  const contents = page.getByRole('navigation', { name: 'Sommaire' })
  expect(await contents.isVisible()).toBe(false)
  await page.getByText('Sommaire', { exact: true }).first().click()
  await contents.getByRole('link', { name: 'Communication' }).click()
  expect(await topOf(page, '#partie-12')).toBeLessThan(80)
  await page.getByRole('link', { name: 'Sommaire' }).click()
  expect(await topOf(page, '#sommaire')).toBeGreaterThan(-1)
})

test('axe finds nothing, light and dark, wide and narrow, archived and withdrawn', async () => {
  const withdrawn = messagePage({
    title: 'Cette version a été retirée',
    paragraphs: ['Elle n’est plus affichée.'],
    action: { href: '/p/projet-2026-2027', label: 'Lire la version en vigueur' },
  })
  const pages: [html: string, options: PageOptions][] = [
    [demoReaderPage(), { width: 1440, theme: 'light' }],
    [
      demoReaderPage(undefined, { isNewest: false, numbers: [1, 2, 3, 4] }),
      { width: 390, theme: 'dark' },
    ],
    [withdrawn, { width: 390, theme: 'light' }],
  ]
  for (const [html, options] of pages) {
    const page = await show(html, options)
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
    await expectNoAxeViolations(page)
    await page.setViewportSize({ width: 320, height: 800 })
    await expectNoHorizontalScroll(page)
  }
})

test('zoomed to 200 % and on paper the page loses nothing', async () => {
  // A window of 1280 pixels at 200 % lays its page out in 640; the others are between two layouts.
  const page = await show(demoReaderPage(), { width: 640 })
  for (const width of [640, 770, 1090]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoHorizontalScroll(page)
  }
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation').count()).toBe(0)
  expect(await page.locator('#partie-7 .record').first().isVisible()).toBe(true)
  const [measures] = await page.getByText('Progrès net, mais inégal selon les classes.').all()
  expect(await measures?.isVisible()).toBe(true)
})

/** How many tables, rows and headers the browser tells screen readers of. */
async function tableRoles(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const roles = nodes.map(({ role }) => String(role?.value))
  return Object.fromEntries(
    ['table', 'row', 'columnheader', 'rowheader'].map((role) => [
      role,
      roles.filter((each) => each === role).length,
    ]),
  )
}

async function topOf(page: Page, selector: string): Promise<number> {
  return (await page.locator(selector).boundingBox())?.y ?? Number.NaN
}
