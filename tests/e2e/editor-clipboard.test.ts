import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { keptEditor, parts, textOf, typeAtEnd, untilState } from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  browser = await launchBrowser()
  trame = await startTrame()
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

const NBSP = '\u00a0'
const THIN = '\u202f'

const openWriter = () => keptEditor(browser, trame, { who: 'prof1' })

test('a list of Word is pasted as a list, and copied out as a real one', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.appendices, '\n')
  await paste(page, parts.appendices, sample('word-nested-list'))
  const text = textOf(page, parts.appendices)
  await text.locator('p[data-kind="bullet"]', { hasText: 'Comprendre une consigne' }).waitFor()
  await text.locator('p[data-kind="bullet"][data-indent="1"]', { hasText: 'à l’écrit' }).waitFor()
  expect(await text.locator('p', { hasText: '·' }).count()).toBe(0)
  await untilState(page, 'Enregistré')

  // From the end of the list's last paragraph to the start of the list: five blocks.
  for (let line = 0; line < 4; line += 1) await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('Shift+Home')
  const copied = await copy(page, parts.appendices)
  expect(copied.html).toContain('<li>Comprendre une consigne<ul><li>à l’écrit</li>')
  expect(copied.text).toContain('- Comprendre une consigne\n  - à l’écrit\n')

  await typeAtEnd(page, parts.framework, '\n')
  await paste(page, parts.framework, copied.html)
  await textOf(page, parts.framework)
    .locator('p[data-kind="bullet"][data-indent="1"]', { hasText: 'à l’oral' })
    .waitFor()
  await untilState(page, 'Enregistré')
})

test('every sample of other programs is pasted in a form that the server takes', async () => {
  const page = await openWriter()
  for (const name of ['word-table', 'google-docs-text', 'libreoffice-list', 'another-editor']) {
    await typeAtEnd(page, parts.appendices, '\n')
    await paste(page, parts.appendices, sample(name))
  }
  const text = textOf(page, parts.appendices)
  await text.getByRole('columnheader', { name: 'Action' }).waitFor()
  await text.locator('p[data-kind="task"]', { hasText: 'Fini' }).waitFor()
  await untilState(page, 'Enregistré')
})

test('French typography comes with typing, goes with one undo, and can be switched off', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.diagnosis, '\n')
  await page.keyboard.type('"bonjour" !')
  const last = textOf(page, parts.diagnosis).locator('p').last()
  await expect.poll(() => last.textContent()).toBe(`«${NBSP}bonjour${NBSP}»${THIN}!`)
  await page.keyboard.press('Control+z')
  await expect.poll(() => last.textContent()).toBe(`«${NBSP}bonjour${NBSP}» !`)
  await page.keyboard.press('Control+y')
  await expect.poll(() => last.textContent()).toBe(`«${NBSP}bonjour${NBSP}»${THIN}!`)

  const help = page.getByRole('button', { name: 'Typographie française à la frappe' })
  expect(await help.getAttribute('aria-pressed')).toBe('true')
  await help.click()
  await expect.poll(() => help.getAttribute('aria-pressed')).toBe('false')
  await page.keyboard.type(' "tel quel"')
  await expect.poll(() => last.textContent()).toContain('! "tel quel"')
  await untilState(page, 'Enregistré')
})

function sample(name: string): string {
  return readFileSync(join(import.meta.dirname, `../fixtures/paste/${name}.html`), 'utf8')
}

async function paste(page: Page, title: string, html: string): Promise<void> {
  await textOf(page, title).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, html)
}

async function copy(page: Page, title: string): Promise<{ html: string; text: string }> {
  return textOf(page, title).evaluate((element) => {
    const clipboardData = new DataTransfer()
    element.dispatchEvent(
      new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }),
    )
    return { html: clipboardData.getData('text/html'), text: clipboardData.getData('text/plain') }
  })
}
