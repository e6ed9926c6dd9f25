import type { Page } from 'playwright-core'

/**
 * Lets axe look at `within` faster, while `run` goes on. To know what lies behind a text it measures
 * every element of the page, which takes seconds on the editor's: here it passes over those that are
 * neither on screen nor near `within`, which lie behind nothing of it. What it finds is the same.
 */
export async function measuringOnlyNear<Found>(
  page: Page,
  within: string,
  run: () => Promise<Found>,
): Promise<Found> {
  await page.evaluate(narrowTheWalk, within)
  try {
    return await run()
  } finally {
    await page.evaluate(() => Reflect.deleteProperty(document, 'createTreeWalker'))
  }
}

/** Runs in the page. The only walk of axe over all elements is the one that measures them. */
function narrowTheWalk(within: string): void {
  /** The side of the cells in which axe looks for what is beside something. */
  const cellPx = 200

  const nearElements = (): Set<Element> => {
    const scopes = [...document.querySelectorAll(within)]
    const rects = scopes
      .flatMap((scope) => [scope, ...scope.querySelectorAll('*')])
      .map((element) => element.getBoundingClientRect())
    const left = Math.min(0, ...rects.map((rect) => rect.left)) - cellPx
    const top = Math.min(0, ...rects.map((rect) => rect.top)) - cellPx
    const right = Math.max(window.innerWidth, ...rects.map((rect) => rect.right)) + cellPx
    const bottom = Math.max(window.innerHeight, ...rects.map((rect) => rect.bottom)) + cellPx
    const near = new Set<Element>()
    for (const element of document.body.querySelectorAll('*')) {
      const rect = element.getBoundingClientRect()
      if (rect.right < left || rect.left > right || rect.bottom < top || rect.top > bottom) continue
      for (let one: Element | null = element; one && !near.has(one); one = one.parentElement) {
        near.add(one)
      }
    }
    return near
  }

  document.createTreeWalker = (root, whatToShow) => {
    const walk = Document.prototype.createTreeWalker.bind(document)
    if (root !== document.body || whatToShow !== NodeFilter.SHOW_ELEMENT) {
      return walk(root, whatToShow)
    }
    const near = nearElements()
    return walk(root, whatToShow, (node) =>
      node instanceof Element && near.has(node)
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_REJECT,
    )
  }
}
