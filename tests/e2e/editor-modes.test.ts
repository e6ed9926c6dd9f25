import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  expectNoAxeViolations,
  expectNoHorizontalScroll,
  launchBrowser,
  type PageOptions,
  type TestBrowser,
} from '#tests/support/browser.ts'
import {
  isFocused,
  keptEditor,
  openEditor,
  parts,
  shownText,
  startWriting,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { expectToFitEveryWidth } from '#tests/support/widths.ts'

/** Reading and writing, the size of the text, and how much one sees and hears of the others. */
let browser: TestBrowser
let trame: Trame

const phone = { width: 390, height: 844 }
const openPanel = '[popover]:popover-open'

beforeAll(async () => {
  browser = await launchBrowser()
  trame = await startTrame()
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** Someone who reads, with a phone. */
const openReader = (options: PageOptions = {}) =>
  keptEditor(browser, trame, { who: 'prof2', hash: '#partie-4', ...phone, ...options })

/** Someone who writes, on a wide screen. */
const openWriter = () => keptEditor(browser, trame, { who: 'prof1' })

test('on a phone the page opens to be read', async () => {
  const page = await openReader({ theme: 'dark' })
  await untilState(page, 'Enregistré')
  const before = await shownText(page, parts.diagnosis).innerText()
  await shownText(page, parts.diagnosis).click()
  await page.keyboard.type('interdit')
  expect(await page.getByRole('textbox').count()).toBe(0)
  expect(await shownText(page, parts.diagnosis).innerText()).toBe(before)
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('group', { name: 'Taille du texte' }).waitFor()
  await expectNoAxeViolations(page, openPanel)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoAxeViolations(page, openPanel)
  await page.keyboard.press('Escape')
})

test('« Rédiger » and « Terminer » keep the part, the place, the caret and what can be undone', async () => {
  const page = await openReader()
  await untilState(page, 'Enregistré')
  await expect.poll(() => topOf(page, '#partie-4')).toBeLessThan(200)
  const top = await topOf(page, '#partie-4')
  await startWriting(page)
  const text = textOf(page, parts.diagnosis)
  await expect.poll(() => isFocused(page, parts.diagnosis)).toBe(true)
  expect(Math.abs((await topOf(page, '#partie-4')) - top)).toBeLessThan(60)
  await page.keyboard.type('Un. ')
  await page.getByRole('toolbar', { name: /^Mise en forme de/ }).waitFor()
  await page.getByRole('button', { name: 'Terminer' }).click()
  expect(await page.getByRole('textbox').count()).toBe(0)
  await page.keyboard.type('interdit')
  await startWriting(page)
  await page.keyboard.type('Deux. ')
  await untilText(text, 'Un. Deux. ')
  expect(await text.innerText()).not.toContain('interdit')
  await page.keyboard.press('Control+z')
  await expect.poll(() => text.innerText()).not.toContain('Deux.')
  await page.keyboard.press('Control+z')
  await expect.poll(() => text.innerText()).not.toContain('Un.')
  await untilState(page, 'Enregistré')
  await page.getByRole('button', { name: 'Terminer' }).click()
})

test('on a wide screen one writes at once, and a choice to read is found again', async () => {
  const page = await openWriter()
  await typeAtEnd(page, parts.framework, ' Avant de lire.')
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('button', { name: /^Lire/ }).click()
  await expect.poll(() => page.getByRole('textbox').count()).toBe(0)
  await untilState(page, 'Enregistré')
  await page.reload()
  const write = page.getByRole('banner').getByRole('button', { name: 'Rédiger' })
  await write.click()
  await expect.poll(() => isFocused(page, parts.framework)).toBe(true)
  await page.reload()
  await textOf(page, parts.framework).waitFor()
  expect(await write.count()).toBe(0)
  // A window made smaller does not take the text out of one's hands.
  await page.setViewportSize(phone)
  await typeAtEnd(page, parts.framework, ' En petit.')
  await untilText(textOf(page, parts.framework), 'En petit.')
})

test('someone who only comments reads, and is offered nothing else', async () => {
  const page = await openEditor(browser, trame, { who: 'relecture', ...phone })
  await untilState(page, 'À jour')
  expect(await page.getByRole('button', { name: /Rédiger|Lire|Terminer/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('group', { name: 'Taille du texte' }).waitFor()
  expect(await page.getByRole('button', { name: /^(Rédiger|Lire)/ }).count()).toBe(0)
})

test('the text grows by keyboard, in proportion, stays so, and breaks no width', async () => {
  const page = await openWriter()
  const before = await sizes(page)
  await page.getByRole('button', { name: 'Autres actions' }).press('Enter')
  const larger = page.getByRole('button', { name: 'Agrandir le texte' })
  await larger.waitFor()
  for (let step = 0; step < 9 && !(await isActive(larger)); step += 1) {
    await page.keyboard.press('Tab')
  }
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('Enter')
  await expect.poll(() => larger.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Enter')
  await untilText(page.getByRole('group', { name: 'Taille du texte' }), '160\u00A0%')
  await page.keyboard.press('Escape')
  expect(await sizes(page)).toEqual(before.map((size) => size * 1.6))
  await page.reload()
  await textOf(page, parts.framework).waitFor()
  await expect.poll(() => sizes(page)).toEqual(before.map((size) => size * 1.6))
  await page.evaluate(
    `document.querySelectorAll('[data-records] details').forEach((each) => { each.open = true })`,
  )
  await expectToFitEveryWidth(page)
})

test('the list of people says where they are, and leads to their caret', async () => {
  const [ann, bob] = await Promise.all([
    openEditor(browser, trame, { who: 'coordination' }),
    openWriter(),
    openReader(),
  ])
  await typeAtEnd(bob, parts.appendices, ' Bob est là.')
  await ann.getByRole('button', { name: '3\u00A0personnes présentes' }).click()
  const panel = ann.getByRole('dialog', { name: 'Personnes présentes' })
  await panel.getByText('Maëlle Jourdanneau (vous)').waitFor()
  await panel.getByText('Dans “Annexes”').waitFor()
  await expectNoAxeViolations(ann, openPanel)
  await panel.getByRole('link', { name: /^Aller à Tarek Belvallon, Annexes/ }).click()
  await panel.waitFor({ state: 'hidden' })
  await expect.poll(() => topOf(ann, '#partie-14')).toBeLessThan(300)
  const caret = shownText(ann, parts.appendices).locator('.caret')
  await expect.poll(() => caret.isVisible()).toBe(true)

  await typeAtEnd(bob, parts.framework, ' Encore.')
  await ann.getByRole('button', { name: '3\u00A0personnes présentes' }).click()
  await panel.getByText('Dans “Ancrage”').waitFor()
  await panel.getByLabel('Afficher les curseurs des autres').uncheck()
  await ann.keyboard.press('Escape')
  await textOf(ann, parts.framework).focus()
  const hidden = shownText(ann, parts.framework).locator('.caret')
  await hidden.waitFor({ state: 'attached' })
  expect(await hidden.isVisible()).toBe(false)
})

test('what the others write is announced by part, never by key', async () => {
  const ann = await openEditor(browser, trame, { who: 'coordination', theme: 'dark', ...phone })
  await untilState(ann, 'Enregistré')
  await ann.getByRole('button', { name: /n’est connecté|présentes/ }).click()
  await ann.getByLabel('Chaque partie').check()
  await expectNoAxeViolations(ann, openPanel)
  await ann.keyboard.press('Escape')
  await ann.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    new MutationObserver(() => {
      for (const region of document.querySelectorAll('body > [role=status], span[role=status]')) {
        const words = region.textContent ?? ''
        if (/rédige|projet/.test(words) && said.at(-1) !== words) said.push(words)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  const said = () => ann.evaluate<string[]>('window.said')
  const bob = await openEditor(browser, trame, { who: 'prof4' })
  await expect.poll(said).toEqual(['Basile T. a ouvert le projet.'])
  await typeAtEnd(bob, parts.diagnosis, ' Beaucoup de touches, une seule phrase.')
  await expect.poll(said).toHaveLength(2)
  expect((await said()).at(-1)).toBe('Basile T. rédige dans “Diagnostic”.')
  await bob.keyboard.type(' Et encore beaucoup de touches.')
  await untilText(shownText(ann, parts.diagnosis), 'Et encore beaucoup de touches.')
  await bob.close()
  await expect.poll(said).toHaveLength(3)
  expect((await said()).at(-1)).toBe('Basile T. a fermé le projet.')
})

test('the name beside a caret hides no word at the end of a line, and stays in the window', async () => {
  const ann = await openReader()
  const bob = await openEditor(browser, trame, { who: 'prof5', hash: '#partie-4', ...phone })
  await untilState(bob, 'Enregistré')
  await startWriting(bob)
  const caret = shownText(ann, parts.diagnosis).locator('.caret')
  let place = ''
  let ends = 0
  for (const key of ['Control+a', 'Home', 'ArrowUp', 'End', 'ArrowUp', 'Home', 'ArrowUp', 'End']) {
    await bob.keyboard.press(key)
    await expect.poll(async () => JSON.stringify(await caret.boundingBox())).not.toBe(place)
    await caret.hover({ force: true })
    place = JSON.stringify(await caret.boundingBox())
    const { left, right, side, hides } = await caret.locator('.caret-name').evaluate(nameOnWords)
    expect(left >= 0 && right <= phone.width, `name in the window after ${key}`).toBe(true)
    await expectNoHorizontalScroll(ann)
    if (side !== 'end') continue
    expect(hides, `words under the name after ${key}`).toBe(false)
    ends += 1
  }
  expect(ends).toBeGreaterThan(0)
})

/** Where the name of a caret is, and whether it lies on words of its block. */
function nameOnWords(name: Element) {
  const box = name.getBoundingClientRect()
  const block = name.closest('p') ?? name
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  let hides = false
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (text.parentElement?.closest('.caret')) continue
    const words = document.createRange()
    words.selectNodeContents(text)
    hides ||= [...words.getClientRects()].some((rect) => {
      const isBeside = rect.right > box.left + 1 && rect.left < box.right - 1
      return isBeside && rect.bottom > box.top + 6 && rect.top < box.bottom - 6
    })
  }
  return { left: box.left, right: box.right, side: name.parentElement?.dataset.side, hides }
}

test('in a low window nothing is cut and every choice can be reached', async () => {
  const page = await openReader()
  await untilState(page, 'Enregistré')
  await expectEveryChoiceIn(page, { width: 320, height: 256 })
  await expectEveryChoiceIn(page, { width: 720, height: 450 })
})

async function expectEveryChoiceIn(page: Page, size: { width: number; height: number }) {
  await page.setViewportSize(size)
  for (const name of ['Autres actions', /n’est connecté|présentes/, /état de la connexion/]) {
    await page.getByRole('banner').getByRole('button', { name }).click()
    const panel = page.locator(openPanel)
    const last = panel.locator('button, a, input').last()
    await last.scrollIntoViewIfNeeded()
    const box = await last.boundingBox()
    expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= size.height).toBe(true)
    const { x = 0, width = 0 } = (await panel.boundingBox()) ?? {}
    expect(x >= 0 && x + width <= size.width, `${name} inside the window`).toBe(true)
    await expectNoHorizontalScroll(page)
    await page.keyboard.press('Escape')
  }
}

async function topOf(page: Page, selector: string): Promise<number> {
  return page.locator(selector).evaluate((element) => element.getBoundingClientRect().top)
}

async function isActive(locator: ReturnType<Page['getByRole']>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}

/** Of a part's text and of its title, in pixels. */
async function sizes(page: Page): Promise<number[]> {
  const region = page.getByRole('region', { name: parts.framework })
  const places = [shownText(page, parts.framework), region.getByRole('heading', { level: 2 })]
  const size = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize)
  return Promise.all(places.map((place) => place.evaluate(size)))
}
