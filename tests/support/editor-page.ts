import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type PageOptions, signIn, type TestBrowser } from './browser.ts'
import type { Trame } from './start-trame.ts'

type OpenOptions = PageOptions & { who: string; hash?: string }

/** Titles of three parts of the demo. */
export const parts = {
  framework: 'Ancrage et engagement de l’équipe',
  diagnosis: 'Diagnostic initial et besoins des élèves',
  appendices: 'Annexes et ressources',
} as const

/** The only project of the demo, as `page`'s person has it. */
export async function demoProjectId(page: Page, url: string): Promise<string> {
  const projects: unknown = await (await page.request.get(`${url}/api/projects`)).json()
  const [project] = Array.isArray(projects) ? projects : []
  return String(Object(project).id)
}

/** Signs in and opens the demo project; resolves once the editors on screen are there. */
export async function openEditor(
  browser: TestBrowser,
  trame: Pick<Trame, 'url'>,
  { who, hash = '', ...options }: OpenOptions,
): Promise<Page> {
  const page = await browser.newPage(options)
  await enterDemo(page, trame, { who, hash })
  return page
}

/**
 * The same for a page that several tests of a file use in turn, since opening one takes seconds. It
 * has what they wrote; size, theme, place and focus are those of a new one. A test leaves nothing
 * open above it.
 */
export async function keptEditor(
  browser: TestBrowser,
  trame: Pick<Trame, 'url'>,
  { who, hash = '', ...options }: OpenOptions,
): Promise<Page> {
  const { width = 1440, height = 900, theme = 'light' } = options
  const page = await browser.keptPage(`${who}, ${width} pixels`, options, (fresh) =>
    enterDemo(fresh, trame, { who, hash }),
  )
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: theme })
  await page.evaluate((place) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    document.querySelector(place)?.scrollIntoView()
  }, hash || 'body')
  return page
}

/** What `openEditor` does, in a page that is there. */
export async function enterDemo(
  page: Page,
  { url }: Pick<Trame, 'url'>,
  { who, hash = '' }: Pick<OpenOptions, 'who' | 'hash'>,
): Promise<void> {
  await signIn(page, url, who)
  await page.goto(`${url}/projets/${await demoProjectId(page, url)}${hash}`)
  await page.locator('.ProseMirror').first().waitFor()
}

/** On a small screen a project opens to be read. */
export async function startWriting(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Rédiger' }).click()
}

/** The text of a part that this person may write. */
export function textOf(page: Page, title: string): Locator {
  return page.getByRole('textbox', { name: title })
}

/** Goes to a part and waits until it has its editor: parts that are far away have none. */
export async function untilEditor(page: Page, title: string): Promise<void> {
  const editor = page.locator('.ProseMirror').and(textOf(page, title))
  if ((await editor.count()) > 0) return
  await page.getByRole('region', { name: title }).scrollIntoViewIfNeeded()
  await editor.waitFor()
}

/** The text of a part as anybody sees it, whether it has its editor or not. */
export function shownText(page: Page, title: string): Locator {
  return page.getByRole('region', { name: title }).locator('[lang="fr"]').first()
}

/** Whether the caret is in a part. */
export async function isFocused(page: Page, title: string): Promise<boolean> {
  const focused = page.getByRole('region', { name: title }).locator('.ProseMirror:focus')
  return (await focused.count()) > 0
}

/** Puts the caret at the end of a part, wherever it was. */
export async function caretAtEnd(page: Page, title: string): Promise<void> {
  await textOf(page, title).focus()
  // The editor learns of the caret by an event that comes before the next frame, not with the key.
  const isMoved = async () => {
    await page.keyboard.press('Control+a')
    await page.keyboard.press('ArrowRight')
    return page.evaluate(async () => {
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
      return getSelection()?.isCollapsed
    })
  }
  await expect.poll(isMoved).toBe(true)
}

/** Puts the caret at the end of a part and types. */
export async function typeAtEnd(page: Page, title: string, words: string): Promise<void> {
  await caretAtEnd(page, title)
  await page.keyboard.type(words)
}

/** Waits until the save state, in words, is `text`. */
export async function untilState(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('banner').getByRole('status').filter({ hasText: text }).waitFor()
}

/** The person comes back to the window, which asks for the server without waiting any longer. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
}

/** Waits until `locator`'s text has `words`, and says what it had when it never comes. */
export async function untilText(locator: Locator, words: string): Promise<void> {
  await expect
    .poll(() => locator.innerText(), { timeout: 15_000, message: `text with "${words}"` })
    .toContain(words)
}
