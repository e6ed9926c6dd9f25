import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/**
 * Gives every paragraph that is left empty an empty Y.XmlText, right after it is written.
 *
 * The binding writes an empty paragraph without one and creates it at the first key. People who
 * begin the same paragraph at once then create one each, the binding merges them by moving text and
 * deleting the others, and with three people (or one who already types in a text that is moved)
 * words go. With one text from the start they all write in it.
 */
export const OneText = Extension.create({
  name: 'oneText',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('oneText'),
        view: ({ state }) => {
          const fragment: unknown = ySyncPluginKey.getState(state)?.type
          if (!(fragment instanceof Y.XmlFragment)) return {}
          fragment.observeDeep(completeParagraphs)
          return { destroy: () => fragment.unobserveDeep(completeParagraphs) }
        },
      }),
    ]
  },
})

function completeParagraphs(events: Y.YEvent<Y.AbstractType<unknown>>[], by: Y.Transaction): void {
  if (!by.local || by.origin !== ySyncPluginKey) return
  const touched = events.flatMap((event) => [event.target, ...addedTypes(event)])
  const empty = new Set(touched.flatMap(emptyParagraphs))
  if (empty.size === 0) return
  // Of the same origin, and as much of the history: undoing takes the text back with its paragraph.
  by.doc.transact((transaction) => {
    transaction.meta.set('addToHistory', by.meta.get('addToHistory'))
    for (const paragraph of empty) paragraph.insert(0, [new Y.XmlText()])
  }, ySyncPluginKey)
}

function addedTypes(event: Y.YEvent<Y.AbstractType<unknown>>): unknown[] {
  return [...event.changes.added].map(({ content }) =>
    content instanceof Y.ContentType ? content.type : null,
  )
}

/** Gives every paragraph of a part that has no text one of its own. */
export function completeAllParagraphs(part: Y.XmlFragment): void {
  const empty = part.toArray().flatMap(emptyParagraphs)
  for (const paragraph of empty) paragraph.insert(0, [new Y.XmlText()])
}

/** The empty paragraphs at or below a shared type. */
function emptyParagraphs(type: unknown): Y.XmlElement[] {
  if (!(type instanceof Y.XmlElement) || type._item?.deleted === true) return []
  if (type.nodeName === 'paragraph') return type.length === 0 ? [type] : []
  return type.toArray().flatMap(emptyParagraphs)
}
