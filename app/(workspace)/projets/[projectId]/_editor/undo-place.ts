import type { Editor } from '@tiptap/core'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[]
type Delta = Y.YEvent<Y.AbstractType<unknown>>['delta']

/**
 * Where a change ended, in the text itself, so that it holds whatever editor comes. Null when the
 * change left no text to stand in. Ask while the events last: Yjs computes them no later.
 */
export function placeOfChange(events: Events): Y.RelativePosition | null {
  const inText = events.find(({ target }) => target instanceof Y.XmlText)
  if (inText) return Y.createRelativePositionFromTypeIndex(inText.target, endOf(inText.delta))
  for (const { target, delta } of events) {
    if (!(target instanceof Y.XmlFragment)) continue
    const text = lastTextBefore(target, endOf(delta))
    if (text) return Y.createRelativePositionFromTypeIndex(text, text.length)
  }
  return null
}

/** The same place as a position in the editor of its part; null when the text is gone. */
export function positionInEditor({ state }: Editor, place: Y.RelativePosition): number | null {
  const binding = ySyncPluginKey.getState(state)?.binding
  if (!binding) return null
  return relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping)
}

/** Behind the last thing that a change inserted, removed or formatted. */
function endOf(delta: Delta): number {
  let at = 0
  let end = 0
  for (const { retain = 0, insert, attributes } of delta) {
    at += retain + lengthOf(insert)
    if (retain === 0 || attributes !== undefined) end = at
  }
  return end
}

function lengthOf(insert: unknown): number {
  if (typeof insert === 'string' || Array.isArray(insert)) return insert.length
  return insert === undefined ? 0 : 1
}

/** The text that ends before the `index`-th child, or the first one of `parent`. */
function lastTextBefore(parent: Y.XmlFragment, index: number): Y.XmlText | null {
  const children = parent.toArray()
  const before = children.slice(0, index).reverse()
  for (const child of [...before, ...children.slice(index)]) {
    if (child instanceof Y.XmlText) return child
    const text = child instanceof Y.XmlFragment ? lastTextBefore(child, child.length) : null
    if (text) return text
  }
  return null
}
