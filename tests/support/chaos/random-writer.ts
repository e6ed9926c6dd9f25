import type { CDPSession, Page } from 'playwright-core'
import { expect } from 'vitest'
import { untilEditor } from '../editor-page.ts'
import type { Random } from './random.ts'
import { letterOf } from './word-ledger.ts'

/** The clipboard is the computer's, and the five people of a test have one computer. */
export class Clipboard {
  #last: Promise<void> = Promise.resolve()

  /** Whoever cuts pastes before anybody else cuts. */
  use(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work)
    return this.#last
  }
}

export type WriterOptions = {
  page: Page
  /** Their number: it decides which letters they type. */
  person: number
  /** Titles of the parts that they write in. */
  parts: readonly string[]
  random: Random
  clipboard: Clipboard
}

const acts = {
  type: 10,
  split: 3,
  join: 4,
  joinNext: 2,
  bold: 2,
  kind: 4,
  indent: 2,
  move: 3,
  moveBlock: 2,
  paste: 2,
  erase: 2,
  eraseBlocks: 1,
  undo: 3,
  redo: 2,
  table: 2,
  putBack: 1,
  line: 2,
} as const

type Act = keyof typeof acts

const kindKeys = ['Control+Shift+7', 'Control+Shift+8', 'Control+Shift+9', 'Control+Shift+B']
const headingKeys = ['Control+Alt+3', 'Control+Alt+4', 'Control+Alt+0']
const tableButtons = [
  'Ligne d’en-tête',
  'Ajouter une ligne au-dessous',
  'Ajouter une colonne à droite',
  'Supprimer la ligne',
]

/** Someone who writes in the editor's page by its keys, its pointer and its clipboard alone. */
export class RandomWriter {
  readonly done: Act[] = []
  readonly #options: WriterOptions
  readonly #bag: readonly Act[]
  #letters = 0
  #isOnline = true
  #keyboard: CDPSession | null = null

  constructor(options: WriterOptions) {
    this.#options = options
    const names = Object.keys(acts) as Act[]
    this.#bag = names.flatMap((name) => Array.from({ length: acts[name] }, () => name))
  }

  /** Writes until `isOver`; is online in the end, and waits for nothing that it asked for. */
  async write(isOver: () => boolean): Promise<void> {
    const { page, random } = this.#options
    this.#keyboard = await page.context().newCDPSession(page)
    while (!isOver()) {
      const act = random.pick(this.#bag)
      this.done.push(act)
      if (random.next() < 0.7) await this.#goSomewhere()
      await this.#perform(act)
    }
    await this.#setOnline(true)
    // Words are put back once the server has said that nobody else did so before.
    const asked = page
      .getByRole('button', { name: 'Remettre' })
      .and(page.locator('[aria-disabled=true]'))
    await expect.poll(() => asked.count(), { timeout: 60_000 }).toBe(0)
  }

  async #perform(act: Act): Promise<void> {
    const { random } = this.#options
    const keys = (...names: string[]) => this.#press(...names)
    switch (act) {
      case 'type':
        return this.#type(` ${this.#newLetters(1 + random.below(4))}`)
      case 'split':
        await keys('Enter')
        return this.#type(this.#newLetters(random.below(3)))
      case 'join':
        return keys('Home', 'Backspace', 'Backspace')
      case 'joinNext':
        return keys('End', 'Delete')
      case 'bold':
        return keys('Shift+Control+ArrowLeft', 'Control+b', 'ArrowRight')
      case 'kind':
        return keys(random.pick([...kindKeys, ...headingKeys]))
      case 'indent':
        return keys(random.pick(['Tab', 'Tab', 'Shift+Tab']))
      case 'move':
        return this.#move(['Home', 'Shift+End'])
      case 'moveBlock':
        return this.#move(['Home', 'Shift+ArrowDown'])
      case 'paste':
        return this.#paste()
      case 'erase':
        return keys('Shift+Control+ArrowRight', 'Delete')
      case 'eraseBlocks':
        return keys('Shift+ArrowDown', 'Backspace')
      case 'undo':
        return keys(...Array.from({ length: 1 + random.below(3) }, () => 'Control+z'))
      case 'redo':
        return keys('Control+y')
      case 'table':
        return this.#clickIfThere(random.pick(tableButtons))
      case 'putBack':
        return this.#clickIfThere('Remettre')
      case 'line':
        return this.#setOnline(!this.#isOnline)
      default:
        act satisfies never
    }
  }

  #newLetters(count: number): string {
    const { person } = this.#options
    return Array.from({ length: count }, () => letterOf(person, this.#letters++)).join('')
  }

  async #press(...names: string[]): Promise<void> {
    for (const name of names) await this.#options.page.keyboard.press(name)
  }

  /** One key each, as on a keyboard that has these letters. */
  async #type(text: string): Promise<void> {
    for (const key of text) {
      const event = { key, text: key, unmodifiedText: key }
      await this.#keyboard?.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
      await this.#keyboard?.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    }
  }

  async #move(selection: readonly string[]): Promise<void> {
    await this.#options.clipboard.use(async () => {
      await this.#press(...selection, 'Control+x')
      await this.#goSomewhere()
      await this.#press('Control+v')
    })
  }

  async #paste(): Promise<void> {
    const { page, random } = this.#options
    const words = () => this.#newLetters(1 + random.below(3))
    const html = random.pick([
      () => `<p>${words()}</p><ul><li>${words()}<ul><li>${words()}</li></ul></li></ul>`,
      () => `<b>${words()}</b> <i>${words()}</i>`,
      () => table([words(), words()], [words(), words()]),
      () => `<h2>${words()}</h2><blockquote><p>${words()}</p></blockquote>`,
    ])()
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', pasted)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      if (document.activeElement?.matches('.ProseMirror'))
        document.activeElement.dispatchEvent(event)
    }, html)
  }

  async #clickIfThere(name: string): Promise<void> {
    const button = this.#options.page.getByRole('button', { name, exact: true }).first()
    if (await button.isVisible()) await button.click({ timeout: 2000 }).catch(ignoreGone)
  }

  async #setOnline(isOnline: boolean): Promise<void> {
    this.#isOnline = isOnline
    await this.#options.page.context().setOffline(!isOnline)
  }

  /** Presses the pointer somewhere in the words of one of the parts. */
  async #goSomewhere(): Promise<void> {
    const { page, parts, random } = this.#options
    const chosen = { part: random.pick(parts), block: random.next(), across: random.next() }
    await untilEditor(page, chosen.part)
    const point = await page.evaluate(pointIn, chosen)
    if (point !== null) await page.mouse.click(point.x, point.y)
  }
}

/** Runs in the page: where to press to come into a paragraph; null when something lies over it. */
function pointIn(chosen: { part: string; block: number; across: number }) {
  const fields = [...document.querySelectorAll('.ProseMirror')]
  const field = fields.find((one) => one.getAttribute('aria-label') === chosen.part)
  const blocks = [...(field?.querySelectorAll('p, h3, h4, blockquote') ?? [])]
  const block = blocks[Math.floor(chosen.block * blocks.length)]
  if (block === undefined) return null
  block.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = block.getBoundingClientRect()
  const point = { x: left + 4 + (width - 8) * chosen.across, y: top + height / 2 }
  const hit = document.elementFromPoint(point.x, point.y)
  const isWords = hit !== null && block.contains(hit) && hit.closest('a, .caret') === null
  return isWords ? point : null
}

function table(...rows: string[][]): string {
  const row = (cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  return `<table>${rows.map(row).join('')}</table>`
}

/** The button went away as it was pressed: a colleague settled the offer, or the table is gone. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof Error && error.name === 'TimeoutError')) throw error
}
