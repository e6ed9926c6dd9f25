import type { Page } from 'playwright-core'

/** What one person did to words, as their own screen showed it. */
export type Ledger = {
  /** Letters that came on the screen as this person typed them. */
  typed: string[]
  /** Letters that went from the screen by this person's own key, and that no key brought back. */
  erased: string[]
}

const firstLetter = 0xac00
const lettersEach = 2000

/** A person's letters, each of which is typed once: it can be found again wherever it goes. */
export function letterOf(person: number, count: number): string {
  if (count >= lettersEach) throw new Error('a person has no more letters')
  return String.fromCodePoint(firstLetter + person * lettersEach + count)
}

export function lettersIn(text: string): string[] {
  return text.match(/[\uac00-\ud7a3]/gu) ?? []
}

/** Begins to keep the ledger of whoever opens this page, before the page is opened. */
export async function keepLedger(page: Page, person: number): Promise<void> {
  await page.addInitScript(watchWords, {
    first: letterOf(person, 0),
    last: letterOf(person, lettersEach - 1),
  })
}

export async function readLedger(page: Page): Promise<Ledger> {
  return page.evaluate<Ledger>('readLedger()')
}

/**
 * Runs in the page. What stands on the screen is read as an event begins and again as it ends, so
 * that what colleagues do, which comes in events of its own, is never taken for one's own doing.
 */
function watchWords(own: { first: string; last: string }): void {
  const typed = new Set<string>()
  const erased = new Set<string>()
  const everErased = new Set<string>()
  const isOwn = (letter: string) => letter >= own.first && letter <= own.last
  const shown = () => {
    const texts = [...document.querySelectorAll('.ProseMirror')].map(
      ({ textContent }) => textContent,
    )
    return new Set(texts.join('').match(/[\uac00-\ud7a3]/gu) ?? [])
  }
  let before = new Set<string>()
  const begin = () => {
    before = shown()
  }
  const end = (event: Event) => {
    const after = shown()
    for (const letter of after) {
      if (before.has(letter)) continue
      if (isOwn(letter)) typed.add(letter)
      erased.delete(letter)
    }
    // Undo takes back what one did oneself: no letter of a colleague's that one never deleted.
    const isHistory = event instanceof KeyboardEvent && event.ctrlKey && /^[zy]$/i.test(event.key)
    const mayErase = (letter: string) => !isHistory || isOwn(letter) || everErased.has(letter)
    for (const letter of before) {
      if (after.has(letter) || !mayErase(letter)) continue
      erased.add(letter)
      everErased.add(letter)
    }
    before = after
  }
  for (const name of ['keydown', 'keypress', 'beforeinput', 'cut', 'paste', 'click']) {
    window.addEventListener(name, begin, true)
  }
  for (const name of ['keydown', 'keypress', 'input', 'cut', 'paste', 'click']) {
    window.addEventListener(name, end)
  }
  const report = () => ({ typed: [...typed], erased: [...erased] })
  Object.assign(window, { readLedger: report })
}
