import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  createSharedUndo,
  undoOfOneEditor,
} from '#app/(workspace)/projets/[projectId]/_editor/shared-undo.ts'

function write(fragment: Y.XmlFragment, words: string, origin: unknown = ySyncPluginKey): void {
  fragment.doc?.transact(() => fragment.insert(0, [new Y.XmlText(words)]), origin)
}

test('undo takes back the last own change in whatever part, and no change of others', () => {
  const doc = new Y.Doc()
  const [first, second] = [doc.getXmlFragment('a'), doc.getXmlFragment('b')]
  const undo = createSharedUndo([first, second])
  write(first, 'one')
  undo.stopCapturing()
  write(second, 'two')
  write(first, 'theirs', 'provider')
  undo.undo()
  expect(second.toString()).toBe('')
  undo.undo()
  expect(first.toString()).toBe('theirs')
  doc.destroy()
})

test('an editor that goes away takes its own listeners, and undo lives on for the others', () => {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment('a')
  const shared = createSharedUndo([fragment])
  const [gone, kept] = [undoOfOneEditor(shared), undoOfOneEditor(shared)]
  const heard: string[] = []
  gone.on('stack-item-added', () => heard.push('gone'))
  kept.on('stack-item-added', () => heard.push('kept'))
  gone.destroy()
  write(fragment, 'one')
  expect(heard).toEqual(['kept'])
  expect(kept.undoStack.length).toBe(1)
  kept.undo()
  expect(fragment.toString()).toBe('')
  doc.destroy()
})

test('an editor cannot leave a way to revive the history with the editors to come', () => {
  const doc = new Y.Doc()
  const view = undoOfOneEditor(createSharedUndo([doc.getXmlFragment('a')]))
  Reflect.set(view, 'restore', () => undefined)
  expect(Reflect.get(view, 'restore')).toBeUndefined()
  doc.destroy()
})
