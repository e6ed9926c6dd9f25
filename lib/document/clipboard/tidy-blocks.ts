import type { Block, BlockKind, Inline, Paragraph } from '#lib/domain/block.ts'

/**
 * What only shows once all blocks are there: which headings are the highest, where lists begin, and
 * the bullets and boxes that were written as text.
 */
export function tidyBlocks(
  blocks: readonly Block[],
  ranks: ReadonlyMap<Paragraph, number>,
): Block[] {
  const top = Math.min(...ranks.values())
  const typed = blocks.map((block): Block => {
    if (block.type !== 'paragraph') return block
    const rank = ranks.get(block)
    return rank === undefined ? withoutSign(block) : { ...block, kind: headingKind(rank, top) }
  })
  return withoutGaps(typed)
}

/** A part's own title is above: the highest heading that is pasted takes the first rank below it. */
function headingKind(rank: number, top: number): BlockKind {
  return rank === top && rank <= 3 ? 'h3' : 'h4'
}

const signs: readonly { sign: RegExp; kind: BlockKind; checked: boolean }[] = [
  { sign: /^[☐□][ \u00a0]*/, kind: 'task', checked: false },
  { sign: /^[☑☒✅][ \u00a0]*/u, kind: 'task', checked: true },
  { sign: /^[•▪‣◦●○·][ \t\u00a0]+/, kind: 'bullet', checked: false },
]

/** An item by a sign at its start. */
function withoutSign(block: Paragraph): Paragraph {
  if (block.kind !== null && block.kind !== 'bullet') return block
  const [first, ...rest] = block.inline
  if (first?.type !== 'text') return block
  const found = signs.find(({ sign }) => sign.test(first.text))
  if (found === undefined) return block
  const text = first.text.replace(found.sign, '')
  const inline: Inline[] = text === '' ? rest : [{ ...first, text }, ...rest]
  return { ...block, kind: found.kind, checked: found.checked, inline }
}

/** Each run of indented blocks begins at the margin and goes deeper one level at a time. */
function withoutGaps(blocks: readonly Block[]): Block[] {
  let deepest = 0
  let shift: number | null = null
  return blocks.map((block, at) => {
    if (block.type !== 'paragraph' || (block.kind === null && block.indent === 0)) {
      deepest = 0
      shift = null
      return block
    }
    shift ??= leastIndent(blocks, at)
    const indent = Math.min(block.indent - shift, deepest)
    deepest = indent + 1
    return { ...block, indent }
  })
}

function leastIndent(blocks: readonly Block[], from: number): number {
  let least = Number.POSITIVE_INFINITY
  for (const block of blocks.slice(from)) {
    if (block.type !== 'paragraph' || (block.kind === null && block.indent === 0)) break
    least = Math.min(least, block.indent)
  }
  return least
}
