import type { Inline, Paragraph } from '#lib/domain/block.ts'

/** A stretch of a block's words; an atom takes one place in the document however long its text. */
export type Piece = { text: string; isAtom: boolean }

/** Places from the start of the block; `isText` is false when an atom is among what was found. */
export type Match = { from: number; to: number; isText: boolean }

/** A letter as it is compared: with its accents, and without. */
type Compared = { exact: string; plain: string; half: 'first' | 'second' | null }
type Letter = Compared & { from: number; to: number; isAtom: boolean }

/**
 * Where the words of `query` stand in a block, from left to right, without overlapping.
 *
 * Case makes no difference, nor do the kinds of space, of hyphen and of apostrophe. A letter typed
 * without an accent finds it with any; typed with one, it finds that one alone. « oe » finds « œ ».
 */
export function findInPieces(pieces: readonly Piece[], query: string): Match[] {
  const wanted = lettersOf([{ text: query, isAtom: false }])
  if (wanted.length === 0) return []
  const letters = lettersOf(pieces)
  const matches: Match[] = []
  let behind = 0
  for (let at = 0; at + wanted.length <= letters.length; at += 1) {
    if (!wanted.every((letter, index) => isLike(letters[at + index], letter))) continue
    const found = letters.slice(at, at + wanted.length)
    const [first, last] = [found[0], found.at(-1)]
    // Half of « œ » is no letter; an atom in which the words stand twice is found once.
    if (!first || !last || first.half === 'second' || last.half === 'first') continue
    if (first.from < behind) continue
    matches.push({ from: first.from, to: last.to, isText: found.every(({ isAtom }) => !isAtom) })
    behind = last.to
    at += wanted.length - 1
  }
  return matches
}

/** The pieces of a paragraph, as `findInPieces` takes them. */
export function piecesOf({ inline }: Paragraph): Piece[] {
  return inline.map(pieceOf)
}

function pieceOf(inline: Inline): Piece {
  switch (inline.type) {
    case 'text':
      return { text: inline.text, isAtom: false }
    case 'hardBreak':
      return { text: '\n', isAtom: true }
    case 'mention':
      return { text: inline.label, isAtom: true }
  }
}

function isLike(letter: Letter | undefined, wanted: Letter): boolean {
  if (letter === undefined) return false
  const isBare = wanted.exact === wanted.plain
  return isBare ? letter.plain === wanted.plain : letter.exact === wanted.exact
}

function lettersOf(pieces: readonly Piece[]): Letter[] {
  let start = 0
  return pieces.flatMap(({ text, isAtom }) => {
    const base = start
    start += isAtom ? 1 : text.length
    return [...text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)].flatMap(({ 0: cluster, index }) => {
      const from = isAtom ? base : base + index
      const to = isAtom ? base + 1 : from + cluster.length
      return compared(cluster).map((letter) => ({ ...letter, from, to, isAtom }))
    })
  })
}

const alike: Record<string, string> = {
  '\u00A0': ' ',
  '\u2007': ' ',
  '\u2009': ' ',
  '\u202F': ' ',
  '\t': ' ',
  '\u2019': "'",
  '\u2018': "'",
  '\u02BC': "'",
  '\u2010': '-',
  '\u2011': '-',
}

const ligatures: Record<string, readonly [string, string]> = { œ: ['o', 'e'], æ: ['a', 'e'] }

function compared(cluster: string): Compared[] {
  const exact = alike[cluster] ?? cluster.normalize('NFC').toLowerCase()
  const ligature = ligatures[exact]
  if (ligature === undefined) {
    return [{ exact, plain: exact.normalize('NFD').replace(/\p{M}/gu, ''), half: null }]
  }
  const [first, second] = ligature
  return [
    { exact: `${exact}1`, plain: first, half: 'first' },
    { exact: `${exact}2`, plain: second, half: 'second' },
  ]
}
