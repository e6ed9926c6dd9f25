import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { section } from '#lib/document/schema.ts'
import {
  expectNoAxeViolations,
  launchBrowser,
  signIn,
  type TestBrowser,
} from '#tests/support/browser.ts'
import {
  comeBack,
  demoProjectId,
  enterDemo,
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
  trame = await startTrame({ embedded: true })
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

/** What a browser says of a server that is away. */
const serverGone = [
  /WebSocket connection to/,
  /ERR_CONNECTION_REFUSED/,
  /Failed to load resource/,
  // The service worker's, which is asked for again now and then.
  /error occurred when fetching the script/,
]
const expectedErrors = [...serverGone, /ERR_INTERNET_DISCONNECTED/]

/** How many rows of documents this browser keeps. */
function keptRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name)
    if (!names.includes('trame')) return 0
    const open = indexedDB.open('trame')
    await new Promise((resolve) => open.addEventListener('success', resolve))
    const counts = [...open.result.objectStoreNames].map((name) => {
      const asked = open.result.transaction(name).objectStore(name).count()
      return new Promise<number>((resolve) =>
        asked.addEventListener('success', () => resolve(asked.result)),
      )
    })
    const total = (await Promise.all(counts)).reduce((sum, value) => sum + value, 0)
    open.result.close()
    return total
  })
}

/** Opens the connection details, and waits until they say that all that was typed is on the device. */
async function untilOnDevice(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /état de la connexion/ }).click()
  const details = page.getByRole('dialog', { name: 'État de la connexion' })
  await details.getByText('à jour', { exact: true }).waitFor()
  return details
}

/** True once this page can open with the server away. */
function keptPage(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const kept = await caches.match(location.pathname, { ignoreVary: true })
    const worker = await navigator.serviceWorker.getRegistration('/projets/')
    return kept !== undefined && Boolean(worker?.active)
  })
}

/** How many files this browser keeps to open pages with the server away. */
function keptFiles(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const [name = ''] = await caches.keys()
    return (await (await caches.open(name)).keys()).length
  })
}

test('what was written with the server away survives a closed tab and is sent at the next opening, with a summary of what others did', async () => {
  const page = await openEditor(browser, trame, { who: 'prof1', expectedErrors })
  const address = page.url()
  await untilState(page, /Enregistré|^$/)
  await trame.kill()
  await typeAtEnd(page, parts.diagnosis, ` ${'Longuement. '.repeat(4)}Écrit sans serveur.`)
  await untilState(page, /Hors ligne — \d+\u00A0modifications en attente d’envoi/)

  const details = await untilOnDevice(page)
  await details.getByText('Vous pouvez continuer d’écrire.').waitFor()
  await expectNoAxeViolations(page, '[popover]:popover-open')
  const context = page.context()
  await page.close({ runBeforeUnload: true })

  trame = await startTrame({ port: trame.port, dataDir: trame.dataDir })
  const other = await openEditor(browser, trame, { who: 'prof2' })
  await typeAtEnd(other, parts.diagnosis, ' Une collègue aussi.')
  await untilState(other, 'Enregistré')
  const again = await context.newPage()
  await again.goto(address)
  await untilText(textOf(again, parts.diagnosis), 'Écrit sans serveur.')
  await untilState(again, 'Enregistré')
  await untilText(shownText(other, parts.diagnosis), 'Écrit sans serveur.')

  const part = again.getByRole('region', { name: parts.diagnosis })
  await part.getByText('Pendant votre absence').waitFor()
  await part.getByRole('button', { name: 'Voir les deux textes' }).click()
  const dialog = again.getByRole('dialog', { name: 'Pendant votre absence' })
  const mine = dialog.getByRole('region', { name: 'Votre texte, avant votre retour' })
  const merged = dialog.getByRole('region', { name: 'Le texte réuni, à votre retour' })
  expect(await mine.innerText()).toContain('Écrit sans serveur.')
  expect(await mine.innerText()).not.toContain('Une collègue aussi.')
  expect(await merged.innerText()).toContain('Écrit sans serveur.')
  expect(await merged.innerText()).toContain('Une collègue aussi.')
  await expectNoAxeViolations(again, 'dialog[open]')
  await dialog.getByRole('button', { name: 'Fermer' }).click()
  await part.getByRole('button', { name: 'Fermer' }).click()
  await expect.poll(() => part.getByText('Pendant votre absence').count()).toBe(0)
})

test('a project opens with the server away, and what is written there arrives on return', async () => {
  const page = await browser.newPage({ expectedErrors })
  let askedAgain = 0
  page.on('request', (request) => {
    const isPage = request.url() === page.url() && request.method() === 'GET'
    if (isPage && !request.isNavigationRequest()) askedAgain += 1
  })
  await enterDemo(page, trame, { who: 'prof5' })
  const address = page.url()
  await untilState(page, /Enregistré|^$/)
  await expect.poll(() => keptPage(page), { timeout: 30_000 }).toBe(true)
  // Code that comes later is kept too, and the page is not asked for again.
  const files = await keptFiles(page)
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await expect.poll(() => keptFiles(page)).toBeGreaterThan(files)
  expect(askedAgain).toBe(1)
  const context = page.context()
  await page.close()
  await trame.kill()

  const away = await context.newPage()
  await away.goto(address)
  await untilState(away, /Hors ligne/)
  await typeAtEnd(away, parts.framework, ' Ouvert sans serveur.')
  await untilState(away, /en attente d’envoi/)
  // Said for some seconds only, and at once when the page comes back by itself.
  const told = untilState(away, 'De nouveau en ligne — tout est enregistré')
  trame = await startTrame({ port: trame.port, dataDir: trame.dataDir })
  await Promise.all([told, comeBack(away)])
  const stored = await joinDemo(trame, 'prof2')
  expect(section(stored, 'framework').toString()).toContain('Ouvert sans serveur.')
})

test('signing out erases what the device keeps, and asks first when something was never sent', async () => {
  const page = await openEditor(browser, trame, { who: 'prof3', expectedErrors })
  await untilState(page, /Enregistré|^$/)
  expect(await keptRows(page)).toBeGreaterThan(0)
  const home = await page.context().newPage()
  await home.goto(trame.url)
  await page.context().setOffline(true)
  await typeAtEnd(page, parts.appendices, ' Jamais envoyé.')
  await untilState(page, /Hors ligne — \d+\u00A0modifications/)
  await untilOnDevice(page)
  await page.close()
  await home.context().setOffline(false)

  const signOut = async () => {
    await home.getByRole('button', { name: /Votre compte/ }).click()
    await home.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  }
  await signOut()
  await home.getByRole('dialog', { name: 'Des modifications n’ont pas été envoyées' }).waitFor()
  await expectNoAxeViolations(home)
  await home.getByRole('button', { name: 'Annuler' }).click()
  expect(await keptRows(home)).toBeGreaterThan(0)
  await signOut()
  await home.getByRole('button', { name: 'Se déconnecter et les effacer' }).click()
  await home.getByRole('button', { name: 'Se connecter' }).first().waitFor()
  expect(await keptRows(home)).toBe(0)
  expect(await home.evaluate(() => caches.keys())).toEqual([])
})

test('a shared computer keeps nothing', async () => {
  const page = await browser.newPage({ expectedErrors })
  await signIn(page, trame.url, 'prof4', { sharedComputer: true })
  await openProject(page)
  await typeAtEnd(page, parts.appendices, ' Sur un ordinateur partagé.')
  await untilState(page, 'Enregistré')
  expect(await keptRows(page)).toBe(0)
  expect(await page.evaluate(() => caches.keys())).toEqual([])
})

test('a device without room says so and offers a copy', async () => {
  const page = await openEditor(browser, trame, { who: 'coordination', expectedErrors })
  await untilState(page, /Enregistré|^$/)
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  await page.context().setOffline(true)
  await typeAtEnd(page, parts.appendices, ' Sans place.')
  await page.getByText('L’espace de cet appareil est plein').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('main').getByRole('button', { name: 'Télécharger une copie' }).click()
  expect((await download).suggestedFilename()).toMatch(/^trame-copie-.*\.json$/)
})

async function openProject(page: Page): Promise<void> {
  await page.goto(`${trame.url}/projets/${await demoProjectId(page, trame.url)}`)
  await page.getByRole('textbox').last().waitFor()
}
