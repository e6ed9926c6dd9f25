import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { findChromium } from '#scripts/find-chromium.mjs'
import { measuringOnlyNear } from './near-axe.ts'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type PageOptions = {
  width?: number
  height?: number
  theme?: 'light' | 'dark'
  /** False: the page's scripts do not run; what the test evaluates still does. */
  javaScript?: boolean
  /** Console errors that the test provokes on purpose (a refused sign-in, a server that is killed). */
  expectedErrors?: RegExp[]
}

export type TestBrowser = {
  /**
   * A page in a context of its own (cookies, storage). When the test ends the page is closed, and
   * the test fails if the page logged an error, threw, or called anything but localhost.
   */
  newPage(options?: PageOptions): Promise<Page>
  /**
   * A page that the tests of a file hand on: `open` makes it for the first test that asks for
   * `name`, the next ones find it as that one left it, blamed each for the faults of its own time.
   * A page that was closed, or whose test failed, is opened again.
   */
  keptPage(name: string, options: PageOptions, open: (page: Page) => Promise<void>): Promise<Page>
  close(): Promise<void>
}

/** One Chromium for a test file: launch it in `beforeAll`, close it in `afterAll`. */
export async function launchBrowser(): Promise<TestBrowser> {
  const found = await findChromium()
  if (found.path === null) throw new Error(found.reason)
  const browser = await chromium.launch({ executablePath: found.path, args: flags })
  const kept = new Map<string, WatchedPage>()
  return {
    newPage: (options = {}) => newPage(browser, options),
    async keptPage(name, options, open) {
      const known = kept.get(name)
      const watched = known ?? (await watchedPage(browser, options))
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail' || watched.page.isClosed()) {
          kept.delete(name)
          await watched.page.context().close()
        }
        expectNoFault(watched)
      })
      if (known === undefined) await open(watched.page)
      kept.set(name, watched)
      return watched.page
    },
    async close() {
      await browser.close()
      for (const watched of kept.values()) expectNoFault(watched)
    },
  }
}

/** A page in a context of its own, and what it did meanwhile that no page may do. */
type WatchedPage = { page: Page; faults: string[]; expectedErrors: readonly RegExp[] }

async function newPage(browser: Browser, options: PageOptions): Promise<Page> {
  const watched = await watchedPage(browser, options)
  onTestFinished(async () => {
    await watched.page.context().close()
    expectNoFault(watched)
  })
  return watched.page
}

function expectNoFault({ faults, expectedErrors }: WatchedPage): void {
  const unexpected = faults.splice(0).filter((fault) => {
    return !expectedErrors.some((re) => re.test(fault))
  })
  expect(unexpected, 'faults that pages reported').toEqual([])
}

async function watchedPage(browser: Browser, options: PageOptions): Promise<WatchedPage> {
  const { width = 1440, height = 900, theme = 'light', javaScript = true } = options
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  })
  const faults = watch(context)
  const { expectedErrors = [] } = options
  return { page: await context.newPage(), faults, expectedErrors }
}

/** Collects what no page may do: log an error, throw, call another host. */
function watch(context: BrowserContext): string[] {
  const faults: string[] = []
  context.on('console', (message) => {
    const { url } = message.location()
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${url})`)
  })
  context.on('weberror', (fault) => {
    faults.push(`page: ${fault.error().stack ?? fault.error().message}`)
  })
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const ours = !/^(https?|wss?):$/.test(protocol) || hostname === 'localhost'
    if (!ours) faults.push(`request to another host: ${request.url()}`)
  })
  return faults
}

/**
 * Passes when axe finds nothing on the page as it is, best practices included. The whole editor
 * page takes seconds: where a test looks at one thing on it, `within` is a selector of that.
 */
export async function expectNoAxeViolations(page: Page, within = 'html'): Promise<void> {
  // As a string: it runs through the debugger, which the page's content policy does not hold back.
  // Once for a page, which runs it faster the next time.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  const run = () =>
    page.evaluate<AxeFinding[]>(
      `axe.run(${JSON.stringify(within)}, ${JSON.stringify(AXE_OPTIONS)}).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
      id, help, where: nodes.map(({ target, failureSummary }) => target.join(' ') + ': ' + failureSummary),
    })))`,
    )
  const violations = await measuringOnlyNear(page, within, run)
  expect(violations, 'accessibility violations that axe found').toEqual([])
}

/** Nothing is worked out for what passes; style sheets are not read again, for rules that are off. */
const AXE_OPTIONS = { resultTypes: ['violations'], preload: false }

type AxeFinding = { id: string; help: string; where: string[] }

/** Passes when nothing of the page is wider than the window. */
export async function expectNoHorizontalScroll(page: Page): Promise<void> {
  const widths = await page.evaluate<{ content: number; window: number }>(
    `({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth })`,
  )
  expect(widths.content, 'width of the content').toBeLessThanOrEqual(widths.window)
}

/** Signs a person of the demo in, without passing by the page; `who` is what precedes the @. */
export async function signIn(
  page: Page,
  url: string,
  who: string,
  { sharedComputer = false } = {},
): Promise<void> {
  const csrf: unknown = await (await page.request.get(`${url}/api/auth/csrf`)).json()
  const csrfToken = String(Object(csrf).csrfToken)
  const answer = await page.request.post(`${url}/api/auth/callback/credentials`, {
    form: {
      ...{ csrfToken, email: `${who}@demo.trame.test`, password: 'trame-demo' },
      ...(sharedComputer ? { sharedComputer: 'on' } : {}),
    },
    maxRedirects: 0,
  })
  const cookies = await page.context().cookies(url)
  const signedIn = cookies.some(({ name }) => name.includes('session-token'))
  expect(signedIn, `${who} is signed in (status ${answer.status()})`).toBe(true)
}
