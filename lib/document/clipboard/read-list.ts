import type { BlockKind } from '#lib/domain/block.ts'
import { styleOf } from './style-of.ts'

export type ItemMark = { kind: BlockKind; checked: boolean }

/** Whether an item of a list is a task, and done: each program has its own way to say so. */
export function itemMark(item: Element, isOrdered: boolean): ItemMark {
  const checked = checkOf(item)
  return checked === null
    ? { kind: isOrdered ? 'ordered' : 'bullet', checked: false }
    : { kind: 'task', checked }
}

function checkOf(item: Element): boolean | null {
  if (item.getAttribute('role') === 'checkbox') return item.getAttribute('aria-checked') === 'true'
  if (item.getAttribute('data-type') === 'taskItem') {
    return item.getAttribute('data-checked') === 'true'
  }
  const box = item.querySelector('input[type="checkbox"], .checkbox')
  if (box === null || box.closest('li') !== item) return null
  return box.hasAttribute('checked') || box.classList.contains('checkbox-on')
}

/** How deep an item is, from 1, when its program says so beside the nesting. */
export function statedLevel(item: Element): number | null {
  const level = Number(item.getAttribute('data-aria-level') ?? item.getAttribute('aria-level'))
  return Number.isInteger(level) && level > 0 ? level : null
}

export type WordItem = ItemMark & { level: number }

/**
 * Word writes its lists as paragraphs: `mso-list` has the level, and what stands for the bullet is
 * text. A bullet may be the letter `o` in another font: a number is followed by a sign.
 */
export function wordItem(paragraph: Element): WordItem | null {
  const level = /\blevel(\d+)\b/.exec(styleOf(paragraph).get('mso-list') ?? '')?.[1]
  if (level === undefined) return null
  const marker = [...paragraph.querySelectorAll('span')].find(isListMarker)?.textContent ?? ''
  const isNumber = /^[\s\u00a0]*\(?([0-9]+([.][0-9]+)*|[a-z]{1,5})[.)°]/i.test(marker)
  return { kind: isNumber ? 'ordered' : 'bullet', checked: false, level: Number(level) }
}

/** The bullet or number that Word writes as text. */
export function isListMarker(element: Element): boolean {
  return styleOf(element).get('mso-list') === 'ignore'
}
