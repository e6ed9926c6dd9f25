import { type Block, type BlockKind, blockText, maxIndent, paragraph } from '#lib/domain/block.ts'

/** Blocks as text without formatting: one line each, lists by their usual signs. */
export function blocksToText(blocks: readonly Block[]): string {
  const numbers: number[] = []
  const lines = blocks.map((block, at) => {
    if (block.type === 'horizontalRule') return '---'
    if (block.type === 'table') return blockText(block)
    if (block.kind !== 'ordered') numbers.splice(block.indent)
    const number = (numbers[block.indent] ?? 0) + 1
    if (block.kind === 'ordered') numbers.splice(block.indent, Number.POSITIVE_INFINITY, number)
    const indent = '  '.repeat(block.indent)
    const text = blockText(block).replaceAll('\n', `\n${indent}`)
    return `${gapBefore(blocks, at)}${indent}${signOf(block.kind, { number, ...block })}${text}`
  })
  return lines.join('\n')
}

/** Paragraphs are apart by an empty line; the items of a list are not. */
function gapBefore(blocks: readonly Block[], at: number): string {
  const before = blocks[at - 1]
  const block = blocks[at]
  if (before === undefined) return ''
  return isItem(before) && block !== undefined && isItem(block) ? '' : '\n'
}

function isItem(block: Block): boolean {
  if (block.type !== 'paragraph') return false
  return block.kind === 'bullet' || block.kind === 'ordered' || block.kind === 'task'
}

function signOf(
  kind: BlockKind | null,
  { number, checked }: { number: number; checked: boolean },
): string {
  switch (kind) {
    case 'bullet':
      return '- '
    case 'ordered':
      return `${number}. `
    case 'task':
      return checked ? '[x] ' : '[ ] '
    case 'quote':
      return '> '
    default:
      return ''
  }
}

const signs: readonly { sign: RegExp; kind: BlockKind; checked?: boolean }[] = [
  { sign: /^(?:[-*•] )?(?:\[ \]|☐) */, kind: 'task' },
  { sign: /^(?:[-*•] )?(?:\[x\]|☑|☒) */i, kind: 'task', checked: true },
  { sign: /^[-*•▪‣◦–][ \t\u00a0]+/, kind: 'bullet' },
  { sign: /^\d{1,3}[.)][ \t\u00a0]+/, kind: 'ordered' },
  { sign: /^> ?/, kind: 'quote' },
]

/**
 * Lines of text as blocks: each line a paragraph, or an item when it begins with the sign of one.
 *
 * One line alone stays as it is: it may go into the middle of a sentence, signs and spaces included.
 */
export function textToBlocks(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/)
  if (lines.length === 1) return [paragraph(text)]
  return lines
    .filter((line) => /\S/.test(line))
    .map((line) => {
      const words = line.trim()
      const found = signs.find(({ sign }) => sign.test(words))
      if (found === undefined) return paragraph(words)
      const { kind, checked = false, sign } = found
      const indent = kind === 'quote' ? 0 : Math.min(indentOf(line), maxIndent)
      return { ...paragraph(words.replace(sign, ''), kind), checked, indent }
    })
}

/** A tab or two spaces before an item are one level. */
function indentOf(line: string): number {
  const space = /^[ \t]*/.exec(line)?.[0] ?? ''
  return Math.floor(space.replaceAll('\t', '  ').length / 2)
}
