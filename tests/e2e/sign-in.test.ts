import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations, launchBrowser, type TestBrowser } from '#tests/support/browser.ts'
import { expectNoAxeViolationsInEitherLook } from '#tests/support/looks.ts'
import { removeData, startTrame, type Trame } from '#tests/support/start-trame.ts'
import { expectToFitEveryWidth } from '#tests/support/widths.ts'

let browser: TestBrowser
let trame: Trame

beforeAll(async () => {
  ;[browser, trame] = await Promise.all([launchBrowser(), startTrame()])
})

afterAll(async () => {
  await browser?.close()
  await trame?.stop()
  if (trame) await removeData(trame)
})

const email = (page: Page) => page.getByLabel('Adresse électronique')
const password = (page: Page) => page.getByLabel('Mot de passe', { exact: true })
const signInButton = (page: Page) => page.getByRole('button', { name: 'Se connecter' })
const myProjects = (page: Page) => page.getByRole('heading', { level: 1, name: 'Mes projets' })

async function fill(page: Page, who: string, secret: string): Promise<void> {
  await email(page).fill(`${who}@demo.trame.test`)
  await password(page).fill(secret)
  await signInButton(page).click()
}

describe('the sign-in page', () => {
  test('is accessible and fits every width', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await page.getByRole('heading', { level: 1, name: 'Se connecter' }).waitFor()
    await page.getByRole('heading', { name: 'Comptes de démonstration' }).waitFor()
    await expectNoAxeViolationsInEitherLook(page)
    await expectToFitEveryWidth(page)
  })

  test('signs a person in by keyboard alone', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await signInButton(page).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toContain('Aller au contenu')
    await tabTo(page, 'Adresse électronique')
    await page.keyboard.type('coordination@demo.trame.test')
    await page.keyboard.press('Tab')
    await page.keyboard.type('trame-demo')
    await page.keyboard.press('Enter')
    await myProjects(page).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
  })

  test('keeps the address and goes back to the password after a mistake', async () => {
    const page = await browser.newPage({ width: 390 })
    await page.goto(trame.url)
    await fill(page, 'prof1', 'not-the-password')
    const alert = page.getByRole('alert').filter({ hasText: 'incorrect' })
    await alert.waitFor()
    const known = await alert.textContent()
    expect(await email(page).inputValue()).toBe('prof1@demo.trame.test')
    expect(await password(page).inputValue()).toBe('')
    expect(await focused(page)).toContain('Mot de passe')
    await expectNoAxeViolations(page)

    await fill(page, 'nobody', 'not-the-password')
    await page.getByText('Connexion…').waitFor({ state: 'detached' })
    await alert.waitFor()
    expect(await alert.textContent(), 'the same words for an unknown address').toBe(known)
  })

  test('says what is missing and goes to it', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await signInButton(page).click()
    await page.getByText('Saisissez une adresse électronique.').waitFor()
    expect(await focused(page)).toContain('Adresse électronique')
    await email(page).fill('prof1@')
    await password(page).focus()
    await page.getByText('Cette adresse est incomplète').waitFor()
  })

  test('shows the password on demand', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await password(page).fill('en clair')
    await page.getByRole('button', { name: 'Afficher le mot de passe' }).click()
    expect(await password(page).getAttribute('type')).toBe('text')
    await page.getByRole('button', { name: 'Masquer le mot de passe' }).click()
    expect(await password(page).getAttribute('type')).toBe('password')
  })

  test('what is typed before the page comes to life counts, and never enters the address', async () => {
    const page = await browser.newPage()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      await released
      await route.continue()
    })
    await page.goto(trame.url, { waitUntil: 'commit' })
    await email(page).fill('prof3@demo.trame.test')
    await password(page).fill('trame-demo')
    expect(await page.locator('form').getAttribute('method')).toBe('post')
    release()
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Afficher le mot de passe' }).click()
        return password(page).getAttribute('type')
      })
      .toBe('text')
    await signInButton(page).click()
    await myProjects(page).waitFor()
    expect(page.url()).toBe(`${trame.url}/`)
  })

  test('« Utiliser » signs a demo account in', async () => {
    const page = await browser.newPage({ width: 390 })
    await page.goto(trame.url)
    await page
      .getByRole('button', { name: /^Utiliser le compte de .*, Rédaction$/ })
      .first()
      .click()
    await myProjects(page).waitFor()
  })

  test('too many mistakes make the form wait, and it says how long', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    const paused = page.getByText('Vous pourrez réessayer dans')
    for (let tries = 0; tries < 12 && !(await paused.isVisible()); tries++) {
      await fill(page, 'prof5', 'not-the-password')
      await page.getByText('Connexion…').waitFor({ state: 'detached' })
      await page
        .getByRole('alert')
        .filter({ hasText: /incorrect|Trop d’essais/ })
        .waitFor()
    }
    await expect.poll(() => paused.textContent()).toMatch(/minute/)
    expect(await signInButton(page).getAttribute('aria-disabled')).toBe('true')
    await expectNoAxeViolations(page)
  })
})

describe('after signing in', () => {
  test('a person goes back to the page that was asked for', async () => {
    const page = await browser.newPage()
    await page.goto(`${trame.url}/?retour=/projets/nouveau`)
    await fill(page, 'coordination', 'trame-demo')
    await page.getByRole('dialog', { name: 'Nouveau projet' }).waitFor()
  })

  test('an address of another site is never gone to', async () => {
    const page = await browser.newPage()
    await page.goto(`${trame.url}/?retour=//example.org/`)
    await fill(page, 'coordination', 'trame-demo')
    await myProjects(page).waitFor()
    expect(new URL(page.url()).origin).toBe(trame.url)
  })

  test('one’s own computer keeps one cookie, hidden from scripts, beyond the day', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await fill(page, 'prof1', 'trame-demo')
    await myProjects(page).waitFor()
    const cookies = await page.context().cookies()
    expect(cookies).toMatchObject([
      { name: 'authjs.session-token', httpOnly: true, sameSite: 'Lax', secure: false },
    ])
    expect(cookies[0]?.expires).toBeGreaterThan(Date.now() / 1000 + 14 * 24 * 3600)
  })

  test('a shared computer forgets the cookie when its browser is closed', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await page.getByLabel('Ordinateur partagé').check()
    await fill(page, 'prof1', 'trame-demo')
    await myProjects(page).waitFor()
    const cookies = await page.context().cookies()
    expect(cookies).toMatchObject([{ name: 'authjs.session-token', expires: -1 }])
  })

  test('« Se déconnecter » leaves no cookie, and a copy of the old one opens nothing', async () => {
    const page = await browser.newPage()
    await page.goto(trame.url)
    await fill(page, 'prof2', 'trame-demo')
    await myProjects(page).waitFor()
    const cookies = await page.context().cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    await page.getByRole('button', { name: /^Votre compte/ }).press('Enter')
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).press('Enter')
    await signInButton(page).waitFor()
    const kept = await page.context().cookies()
    expect(kept.filter(({ value }) => value !== '')).toEqual([])
    await page.goto(trame.url)
    await signInButton(page).waitFor()
    expect(await page.getByText('Votre session a expiré.').count()).toBe(0)

    const answer = await fetch(`${trame.url}/api/projects`, { headers: { cookie } })
    expect(answer.status).toBe(401)
    const elsewhere = await browser.newPage({ width: 390 })
    await elsewhere.context().addCookies(cookies)
    await elsewhere.goto(trame.url)
    await elsewhere.getByText('Votre session a expiré.').waitFor()
    await expectNoAxeViolations(elsewhere)
  })

  test('the theme that was chosen is there before the page is drawn', async () => {
    const page = await browser.newPage({ theme: 'light' })
    await page.goto(trame.url)
    await page.getByRole('button', { name: 'Thème sombre' }).click()
    expect(await theme(page)).toBe('dark')
    await page.reload({ waitUntil: 'commit' })
    await page.locator('body').waitFor({ state: 'attached' })
    expect(await theme(page)).toBe('dark')
    await page.getByRole('button', { name: 'Thème clair' }).waitFor()
    await expectNoAxeViolations(page)
  })
})

/** The names by which the focused control is announced. */
async function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const control = document.activeElement
    const labels = [...(control.labels ?? [])].map((label) => label.textContent)
    return [control.ariaLabel, ...labels, control.textContent].filter(Boolean).join(' ')
  })()`)
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)).includes(name)) return
  }
  throw new Error(`Tab does not reach ${name}`)
}

async function theme(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-theme')
}
