import type { Block } from './block.ts'
import { blockText } from './block.ts'

/**
 * Words as a French reader counts them: « l’élève » is two, « peut-être » and « 2026-2027 » one,
 * « 58 % » one; a sign alone is none.
 *
 * An apostrophe ends a word; a hyphen, a decimal comma or a full stop within one does not.
 */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[-.,·/][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

export function countBlockWords(blocks: readonly Block[]): number {
  return blocks.reduce((total, block) => total + countWords(blockText(block)), 0)
}
