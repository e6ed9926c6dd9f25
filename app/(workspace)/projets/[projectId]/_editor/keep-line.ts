/** Below the bars of the window. */
const READING_TOP = 120

/** Makes a change to what is drawn, at once; the line that is being read stays where it is. */
export function keepLine(change: () => void): void {
  const line = lineBeingRead()
  const before = line?.getBoundingClientRect().top ?? 0
  change()
  if (line !== undefined) window.scrollBy(0, line.getBoundingClientRect().top - before)
}

/** The first block whose start is on screen, in the upper part of the window as one reads. */
function lineBeingRead(): Element | undefined {
  return [...document.querySelectorAll('main section :is([lang] > *, h2)')].find(
    (block) => block.getBoundingClientRect().top >= READING_TOP,
  )
}
