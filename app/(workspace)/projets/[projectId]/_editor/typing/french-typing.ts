import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { type Correction, frenchTyping as correctionOf } from '#lib/document/french-typing.ts'
import { setCaretOfStep } from '../undo-caret.ts'
import type { FrenchHelp } from './french-help.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    frenchTyping: {
      /** Switches French typography on or off, for this person on this device. */
      toggleFrenchTyping: () => ReturnType
    }
  }
  interface Storage {
    frenchTyping: { help: FrenchHelp }
  }
}

type StackItem = Y.UndoManager['undoStack'][number]

/** The most characters before the caret that a correction replaces. */
const REACH = 2

/**
 * French typography as it is typed. A correction is a change of its own: one undo gives back what
 * was typed. Once the person types on, the two are one, so that undo does not stop at each sign.
 */
export function frenchTyping({ help, undo }: { help: FrenchHelp; undo: Y.UndoManager }) {
  let last: StackItem | null = null
  return Extension.create({
    name: 'frenchTyping',
    addStorage: () => ({ help }),

    addCommands() {
      return {
        toggleFrenchTyping:
          () =>
          ({ dispatch }) => {
            if (dispatch) help.toggle()
            return true
          },
      }
    },

    addProseMirrorPlugins() {
      return [
        new Plugin({
          key: new PluginKey('frenchTyping'),
          props: {
            handleTextInput: (view, from, to, key, asTyped) => {
              joinToTyping(undo, last)
              last = null
              if (from !== to || !help.isOn) return false
              const correction = correctionAt(view.state, from, key)
              if (correction === null) return false
              apply(view, { from, correction, asTyped, undo })
              last = undo.undoStack.at(-1) ?? null
              // Undo changes a space before the sign: the caret stays behind the sign.
              const caret = last && correction.insert.endsWith(key) ? caretIn(view.state) : null
              if (last && caret) setCaretOfStep(last, caret)
              return true
            },
          },
        }),
      ]
    },
  })
}

function correctionAt(state: EditorState, at: number, key: string): Correction | null {
  const $at = state.doc.resolve(at)
  const marks = state.storedMarks ?? $at.marks()
  if (key.length !== 1 || !$at.parent.isTextblock) return null
  // The text of a link may be its address.
  if (marks.some(({ type }) => type.name === 'link')) return null
  const before = $at.parent.textBetween(0, $at.parentOffset, undefined, '\ufffc')
  return correctionOf({ key, before, own: ownCharacters(state, at) })
}

type Application = {
  from: number
  correction: Correction
  asTyped: () => Transaction
  undo: Y.UndoManager
}

/** What was typed, then its correction, which undo takes back alone. */
function apply(view: EditorView, { from, correction, asTyped, undo }: Application): void {
  view.dispatch(asTyped())
  undo.stopCapturing()
  const { tr } = view.state
  const start = from - correction.remove
  if (correction.insert === '') tr.delete(start, from + 1)
  else tr.insertText(correction.insert, start, from + 1)
  view.dispatch(tr.scrollIntoView())
}

/** Where the caret is: behind the character that was typed last, wherever that one goes. */
function caretIn(state: EditorState): Y.RelativePosition | null {
  const binding = ySyncPluginKey.getState(state)?.binding
  if (!binding) return null
  return absolutePositionToRelativePosition(state.selection.to, binding.type, binding.mapping)
}

function joinToTyping({ undoStack }: Y.UndoManager, correction: StackItem | null): void {
  const typing = undoStack.at(-2)
  if (correction === null || undoStack.at(-1) !== correction || typing === undefined) return
  undoStack.pop()
  // What Yjs does with changes that follow each other closely.
  typing.insertions = Y.mergeDeleteSets([typing.insertions, correction.insertions])
  typing.deletions = Y.mergeDeleteSets([typing.deletions, correction.deletions])
}

/** How many characters before `at` were typed in this window: another person's stay as they are. */
function ownCharacters(state: EditorState, at: number): number {
  const binding = ySyncPluginKey.getState(state)?.binding
  let own = 0
  while (binding && own < REACH) {
    const before = absolutePositionToRelativePosition(at - own, binding.type, binding.mapping)
    if (before.item?.client !== binding.doc.clientID) break
    own += 1
  }
  return own
}
