/** Space that a name leaves free at the edge of the window. */
const EDGE = 4

/**
 * Puts the name of a caret where it hides least: at the end of a line beside the caret, where no
 * word is; elsewhere above it, towards the side that has room. The style sheet knows the sides.
 */
export function placeName(caret: HTMLElement): void {
  const name = caret.querySelector('.caret-name')
  const block = caret.closest('p, h3, h4, blockquote')
  if (name === null || block === null || !caret.isConnected) return
  const here = caret.getBoundingClientRect()
  const { width, height } = name.getBoundingClientRect()
  const hasRoom = here.right + width + EDGE <= roomRightOf(caret)
  if (hasRoom && isAtLineEnd(caret, block)) caret.dataset.side = 'end'
  else if (isCutAbove(caret, here.top - height)) caret.dataset.side = 'below'
  else if (!hasRoom) caret.dataset.side = 'left'
  else delete caret.dataset.side
}

/** No word follows on the same line: it is the last one of its block, or the next begins lower. */
function isAtLineEnd(caret: HTMLElement, block: Element): boolean {
  const after = document.createRange()
  after.setStartAfter(caret)
  after.setEndAfter(block)
  const { bottom } = caret.getBoundingClientRect()
  return [...after.getClientRects()].every(({ top, width, height }) => {
    return width === 0 || height === 0 || top >= bottom - height / 2
  })
}

/** Tables scroll by themselves, and cut what leaves them. */
function isCutAbove(caret: HTMLElement, top: number): boolean {
  const table = caret.closest('table')
  return table !== null && top < table.getBoundingClientRect().top
}

function roomRightOf(caret: HTMLElement): number {
  const table = caret.closest('table')
  return table?.getBoundingClientRect().right ?? document.documentElement.clientWidth
}
