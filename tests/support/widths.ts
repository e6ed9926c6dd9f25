import type { Page } from 'playwright-core'
import { expectNoHorizontalScroll } from './browser.ts'

/** The widths at which a layout changes, and the narrowest: a phone, or 1280 px enlarged four times. */
const WIDTHS = [1440, 1180, 900, 720, 390, 320] as const

/** Passes when nothing is wider than the window at any width; leaves the page at the narrowest. */
export async function expectToFitEveryWidth(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoHorizontalScroll(page)
  }
}
