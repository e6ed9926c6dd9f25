import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { findInPieces, type Piece } from '#lib/document/find.ts'

/** What is looked for in a part; `current` is the one that the person has gone to, from 0. */
export type Sought = { query: string; current: number | null }

export type FoundPlace = { from: number; to: number }

type Found = Sought & { places: readonly FoundPlace[]; shown: DecorationSet }

const key = new PluginKey<Found>('foundWords')

const NOTHING: Found = { query: '', current: null, places: [], shown: DecorationSet.empty }

/** Marks the words that are looked for, in the editor of a part. */
export const foundWords = Extension.create({
  name: 'foundWords',
  addProseMirrorPlugins: () => [
    new Plugin<Found>({
      key,
      state: {
        init: () => NOTHING,
        apply: (tr, found) => {
          const sought: unknown = tr.getMeta(key)
          if (isSought(sought)) return find(tr.doc, sought)
          return tr.docChanged && found.query !== '' ? find(tr.doc, found) : found
        },
      },
      props: { decorations: (state) => key.getState(state)?.shown },
    }),
  ],
})

/** Marks what `sought` says; an empty query marks nothing. */
export function markFound(state: EditorState, sought: Sought) {
  return state.tr.setMeta(key, sought)
}

/** True when the editor marks just that: marking again would only cost. */
export function isMarked(state: EditorState, { query, current }: Sought): boolean {
  const found = key.getState(state)
  return found?.query === query && found.current === (query === '' ? null : current)
}

/** Where the words stand in this editor, in order. */
export function foundPlaces(state: EditorState): readonly FoundPlace[] {
  return key.getState(state)?.places ?? []
}

function isSought(value: unknown): value is Sought {
  return typeof value === 'object' && value !== null && 'query' in value
}

function find(doc: Node, { query, current }: Sought): Found {
  if (query === '') return NOTHING
  const places: FoundPlace[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    for (const { from, to } of findInPieces(piecesOf(node), query)) {
      places.push({ from: position + 1 + from, to: position + 1 + to })
    }
    return false
  })
  const marks = places.map(({ from, to }, index) =>
    Decoration.inline(from, to, {
      class: 'found',
      ...(index === current ? { 'data-current': '' } : {}),
    }),
  )
  return { query, current, places, shown: DecorationSet.create(doc, marks) }
}

function piecesOf(block: Node): Piece[] {
  const pieces: Piece[] = []
  block.forEach((child) => {
    const text = child.isText ? (child.text ?? '') : String(child.attrs.label ?? '\n')
    pieces.push({ text, isAtom: !child.isText })
  })
  return pieces
}
