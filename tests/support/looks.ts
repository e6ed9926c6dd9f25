import type { Page } from 'playwright-core'
import { expectNoAxeViolations } from './browser.ts'

/**
 * Passes when axe finds nothing on a wide page in the light theme, nor on a phone's in the dark one;
 * leaves it so. Contrast is a matter of the theme, and what is on screen one of the width: each of
 * them is looked at once. `within` is that of `expectNoAxeViolations`.
 */
export async function expectNoAxeViolationsInEitherLook(
  page: Page,
  within?: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await expectNoAxeViolations(page, within)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoAxeViolations(page, within)
}
