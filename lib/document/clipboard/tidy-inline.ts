import type { Inline, Mark, TextRun } from '#lib/domain/block.ts'

/**
 * Inline content as a foreign page has it, made clean: no runs of spaces, none at the edges or
 * around a break, no invisible characters, neighbours with the same marks as one.
 *
 * A single no-break space stays: French typography needs it. In a run of spaces it is layout.
 *
 * @returns one list per paragraph: two breaks in a row are how pages part paragraphs in a hurry.
 */
export function tidyInline(inline: readonly Inline[]): Inline[][] {
  return splitAtDoubleBreaks(inline.map(withoutInvisible))
    .map((part) => mergeRuns(trim(collapse(part))))
    .filter((part) => part.length > 0)
}

/** Runs that follow each other with the same marks, as one. */
export function mergeRuns(inline: readonly Inline[]): Inline[] {
  const merged: Inline[] = []
  for (const item of inline) {
    const last = merged.at(-1)
    if (item.type !== 'text') merged.push(item)
    else if (item.text === '') continue
    else if (last?.type === 'text' && sameMarks(last.marks, item.marks)) {
      merged[merged.length - 1] = { ...last, text: last.text + item.text }
    } else merged.push(item)
  }
  return merged
}

/** The same content without a mark, if every run with words has it; a heading is bold by itself. */
export function withoutMarkOfAll(inline: readonly Inline[], type: Mark['type']): Inline[] {
  return isAllMarked(inline, type)
    ? mergeRuns(
        inline.map((item) =>
          item.type === 'text'
            ? { ...item, marks: item.marks.filter((mark) => mark.type !== type) }
            : item,
        ),
      )
    : [...inline]
}

export function isAllMarked(inline: readonly Inline[], type: Mark['type']): boolean {
  const runs = inline.filter((item) => item.type === 'text' && /\S/.test(item.text)) as TextRun[]
  return runs.length > 0 && runs.every((run) => run.marks.some((mark) => mark.type === type))
}

const INVISIBLE = /(?!\t)\p{Cc}|[\u00ad\u200b\u2060\ufeff]/gu

function withoutInvisible(item: Inline): Inline {
  return item.type === 'text' ? { ...item, text: item.text.replace(INVISIBLE, '') } : item
}

function splitAtDoubleBreaks(inline: readonly Inline[]): Inline[][] {
  const parts: Inline[][] = [[]]
  let breaks: Inline[] = []
  for (const item of inline) {
    const isBlank = item.type === 'text' && !/\S/.test(item.text)
    if (item.type === 'hardBreak' || (isBlank && breaks.length > 0)) {
      breaks.push(item)
      continue
    }
    if (breaks.filter(({ type }) => type === 'hardBreak').length > 1) parts.push([])
    else parts.at(-1)?.push(...breaks)
    breaks = []
    parts.at(-1)?.push(item)
  }
  return parts
}

/** Spaces that follow each other, across runs too, are one. */
function collapse(inline: readonly Inline[]): Inline[] {
  let endsWithSpace = false
  return inline.map((item) => {
    if (item.type !== 'text') {
      endsWithSpace = false
      return item
    }
    let text = item.text.replace(/[ \t\u00a0]{2,}/g, ' ')
    if (endsWithSpace) text = text.replace(/^[ \t\u00a0]+/, '')
    if (text !== '') endsWithSpace = /[ \u00a0]$/.test(text)
    return { ...item, text }
  })
}

/** No space before or after the whole or a break, and no break at the edges. */
function trim(inline: readonly Inline[]): Inline[] {
  const kept = trimStarts(inline)
  return trimStarts(kept.reverse(), true).reverse()
}

/** Takes away the space after a break and at the start; `mirrored`: before one and at the end. */
function trimStarts(inline: readonly Inline[], mirrored = false): Inline[] {
  const edge = mirrored ? /[ \t\u00a0]+$/ : /^[ \t\u00a0]+/
  const kept: Inline[] = []
  for (const item of inline) {
    const last = kept.at(-1)
    const isAtEdge = last === undefined || last.type === 'hardBreak'
    if (item.type === 'hardBreak') {
      if (last !== undefined) kept.push(item)
    } else if (item.type === 'text' && isAtEdge) {
      const text = item.text.replace(edge, '')
      if (text !== '') kept.push({ ...item, text })
    } else kept.push(item)
  }
  return kept
}

function sameMarks(one: readonly Mark[], other: readonly Mark[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
