import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { section } from '#lib/document/schema.ts'
import { launchBrowser, signIn, type TestBrowser } from '#tests/support/browser.ts'
import {
  caretAtEnd,
  demoProjectId,
  enterDemo,
  keptEditor,
  openEditor,
  parts,
  shownText,
  textOf,
  typeAtEnd,
  untilState,
  untilText,
} from '#tests/support/editor-page.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { joinDemo } from '#tests/support/stock-client.ts'

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

/** Two people who write, on wide screens. */
function annAndBob(): Promise<[Page, Page]> {
  return Promise.all([
    keptEditor(browser, trame, { who: 'coordination' }),
    keptEditor(browser, trame, { who: 'prof1' }),
  ])
}

test('two people in the same part see each other’s words and carets, with their names', async () => {
  const [ann, bob] = await annAndBob()
  await Promise.all([ann, bob].map((page) => caretAtEnd(page, parts.diagnosis)))
  // A name leaves its caret a moment after the last move: it is looked for from before the first.
  await Promise.all([
    nameIn(bob, parts.diagnosis, 'Maëlle').waitFor(),
    ann.keyboard.type(' Mots de la coordination.'),
  ])
  await untilText(textOf(bob, parts.diagnosis), 'Mots de la coordination.')
  await Promise.all([
    nameIn(ann, parts.diagnosis, 'Tarek').waitFor(),
    typeAtEnd(bob, parts.diagnosis, ' Mots du professeur.'),
  ])
  await untilText(textOf(ann, parts.diagnosis), 'Mots du professeur.')
  await untilState(ann, 'Enregistré')
  await untilState(bob, 'Enregistré')
})

test('a caret that a key has just moved stays there while colleagues write and move', async () => {
  const ann = await browser.newPage()
  await ann.addInitScript(moveCaretBeforeMessages)
  await enterDemo(ann, trame, { who: 'prof2' })
  const bob = await keptEditor(browser, trame, { who: 'prof1' })
  await typeAtEnd(ann, parts.diagnosis, ' abcdefgh')
  await untilText(textOf(bob, parts.diagnosis), 'abcdefgh')
  await textOf(bob, parts.diagnosis).locator('p').first().click()
  for (const [moment, letters] of [
    ['now', 'un mot'],
    ['soon', 'un autre'],
  ] as const) {
    await ann.evaluate(`window.caretMoves = { left: 3, moment: '${moment}' }`)
    await bob.keyboard.type(letters)
    await untilText(textOf(ann, parts.diagnosis), letters)
    await expect.poll(() => ann.evaluate('window.caretMoves.left')).toBe(0)
  }
  await ann.keyboard.type('X')
  await untilText(textOf(ann, parts.diagnosis), ' abXcdefgh')
})

/**
 * Runs in the page before its scripts. The caret goes back by a letter as a message arrives, in its
 * own task or in one that the message's reader cannot come before, as when a key comes just then.
 */
function moveCaretBeforeMessages() {
  const moves = { left: 0, moment: 'now' }
  const move = () => getSelection()?.modify('move', 'backward', 'character')
  Object.assign(window, { caretMoves: moves })
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(this: WebSocket, read: (event: MessageEvent) => void) {
      this.addEventListener('message', (event) => {
        const asked = Reflect.get(window, 'caretMoves')
        if (asked.left > 0) {
          asked.left -= 1
          if (asked.moment === 'now') move()
          else setTimeout(move)
        }
        read.call(this, event)
      })
    },
  })
}

test('two people in different parts see each other’s words, and where the other is', async () => {
  const [ann, bob] = await annAndBob()
  await typeAtEnd(ann, parts.framework, ' Ici la coordination.')
  await typeAtEnd(bob, parts.appendices, ' Ici le professeur.')
  await untilText(textOf(bob, parts.framework), 'Ici la coordination.')
  await untilText(textOf(ann, parts.appendices), 'Ici le professeur.')
  const rail = ann.getByRole('navigation', { name: 'Plan du projet' })
  await rail.getByRole('link', { name: /Annexes.*Tarek Belvallon/ }).waitFor()
  expect(await textOf(ann, parts.framework).locator('.caret').count()).toBe(0)
})

test('someone who comments sees what is written and cannot type', async () => {
  const reviewer = await openEditor(browser, trame, { who: 'relecture' })
  const writer = await keptEditor(browser, trame, { who: 'prof1' })
  await reviewer.getByText('Vous relisez ce projet').waitFor()
  const part = shownText(reviewer, parts.diagnosis)
  await part.scrollIntoViewIfNeeded()
  await typeAtEnd(writer, parts.diagnosis, ' Relisez ceci.')
  await untilText(part, 'Relisez ceci.')
  expect(await reviewer.getByRole('textbox').count()).toBe(0)
  expect(await part.getAttribute('contenteditable')).toBe('false')
  const before = await part.innerText()
  await part.click()
  await reviewer.keyboard.type('interdit')
  expect(await part.innerText()).toBe(before)
})

test('someone who only reads publications is led to what is published', async () => {
  const page = await browser.newPage()
  await signIn(page, trame.url, 'lecture')
  await page.goto(`${trame.url}/projets/${await demoProjectId(page, trame.url)}`)
  await page.waitForURL(/\/p\/projet-d-accompagnement-personnalise-2026-2027$/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.locator('.ProseMirror').count()).toBe(0)
})

test('someone who is not signed in is sent to sign in, and to the project from there', async () => {
  const known = await keptEditor(browser, trame, { who: 'coordination' })
  const page = await browser.newPage()
  await page.goto(known.url())
  await page.waitForURL(/\/\?retour=%2Fprojets%2F/)
})

test('a project that does not exist, or is not theirs, is not found', async () => {
  const page = await keptEditor(browser, trame, { who: 'coordination' })
  const unknown = `${trame.url}/projets/00000000-0000-4000-8000-000000000000`
  expect((await page.request.get(unknown)).status()).toBe(404)
  expect((await page.request.get(`${trame.url}/projets/autre`)).status()).toBe(404)
})

test('the server takes all that the toolbar and a paste can write', async () => {
  // The page's policy stops the handler that the clipboard brings, and the browser says so.
  const expectedErrors = [/Executing inline event handler violates/]
  const page = await openEditor(browser, trame, { who: 'prof3', expectedErrors })
  await typeAtEnd(page, parts.appendices, '\nMots à mettre en forme')
  // Those that open a dialog have tests of their own.
  const buttons = toolbarOf(page).locator('button:not([aria-haspopup])')
  await page.keyboard.press('Shift+Home')
  for (const button of await buttons.all()) await button.click()
  await page.keyboard.press('Control+End')
  await paste(page, parts.appendices, PASTED)
  const text = textOf(page, parts.appendices)
  await text.locator('p[data-kind="bullet"][data-indent="1"]', { hasText: 'Dessous' }).waitFor()
  await text.getByRole('cell', { name: 'Case' }).waitFor()
  await untilState(page, 'Enregistré')
  const stored = await joinDemo(trame, 'prof4')
  expect(section(stored, 'appendices').toString()).toContain('Case')
})

test('a part is written by keyboard alone, and Escape then Tab leaves it', async () => {
  const page = await openEditor(browser, trame, { who: 'prof4', hash: '#partie-14' })
  const text = textOf(page, parts.appendices)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  for (let step = 0; step < 60 && !(await isFocused(text)); step += 1) {
    await page.keyboard.press('Tab')
    // Inside the editors that come before, Tab indents.
    if (!(await isFocused(text))) await page.keyboard.press('Escape')
  }
  expect(await isFocused(text)).toBe(true)
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- Premier point')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Second point')
  await text.locator('p[data-kind="bullet"]', { hasText: 'Second point' }).waitFor()

  const toolbar = toolbarOf(page)
  await toolbar.waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+Tab')
  const button = (name: string) => toolbar.getByRole('button', { name, exact: true })
  await expect.poll(() => isFocused(button('Intertitre'))).toBe(true)
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowRight')
  expect(await isFocused(button('Liste numérotée'))).toBe(true)
  await page.keyboard.press('Enter')
  await text.locator('p[data-kind="ordered"]', { hasText: 'Second point' }).waitFor()
  await untilState(page, 'Enregistré')

  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await isFocused(text)).toBe(false)
})

test('undo takes back the last own change, in another part too', async () => {
  const page = await keptEditor(browser, trame, { who: 'coordination' })
  await typeAtEnd(page, parts.framework, ' Premier ajout.')
  await typeAtEnd(page, parts.appendices, ' Second ajout.')
  await page.keyboard.press('Control+z')
  await expect.poll(() => textOf(page, parts.appendices).innerText()).not.toContain('Second ajout.')
  await page.keyboard.press('Control+z')
  await expect.poll(() => textOf(page, parts.framework).innerText()).not.toContain('Premier ajout.')
  expect(await isFocused(textOf(page, parts.framework))).toBe(true)
  await page.keyboard.press('Control+y')
  await untilText(textOf(page, parts.framework), 'Premier ajout.')
})

/** The name beside a caret of another person. */
function nameIn(page: Page, title: string, name: string): Locator {
  return shownText(page, title).locator('.caret').getByText(name)
}

function toolbarOf(page: Page): Locator {
  return page.getByRole('toolbar', { name: /^Mise en forme de «/ })
}

/** What word processors and web pages put on the clipboard. */
const PASTED = `<meta charset="utf-8"><h1 style="color:red">Titre collé</h1>
<p class="MsoNormal">Un <b>gras</b>, un <a href="https://exemple.fr" onclick="x()">lien</a>,
un <a href="javascript:x()">piège</a><script>x()</script><img src="x.png" alt="image"></p>
<ul><li>Dessus<ul><li>Dessous</li></ul></li></ul><blockquote><p>Cité</p></blockquote>
<table><tr><th>Tête</th></tr><tr><td>Case</td></tr></table><hr><p>Fin</p>`

async function paste(page: Page, title: string, html: string): Promise<void> {
  await textOf(page, title).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, html)
}

async function isFocused(locator: ReturnType<typeof textOf>): Promise<boolean> {
  return locator.evaluate((element) => element === element.ownerDocument.activeElement)
}
