import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import { placeName } from './place-caret-name.ts'
import type { Awareness } from './presence.ts'
import { awarenessOfSection } from './section-awareness.ts'

type CaretUser = { name: string; person: number }
type Changes = { added: number[]; updated: number[]; removed: number[] }

/** How long a name stays beside a caret after it moved. */
const NAME_MS = 2000

/** The carets and selections of the others in one part, each with its name. */
export function carets(awareness: Awareness, sectionId: string) {
  const here = awarenessOfSection(awareness, sectionId)
  return Extension.create({
    name: 'carets',
    priority: 999,
    addProseMirrorPlugins() {
      return [
        yCursorPlugin(here, {
          cursorBuilder: drawCaret,
          selectionBuilder: (user: CaretUser) => ({
            class: 'caret-selection',
            'data-p': String(user.person),
          }),
        }),
        namesAfterMoves(here),
      ]
    },
  })
}

/**
 * The colour comes from the style sheet through `data-p`, so that it is right in both themes. The
 * caret is hidden from assistive technology: a colleague's keystrokes are never announced.
 */
function drawCaret(user: CaretUser, clientId: number): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset.p = String(user.person)
  caret.dataset.client = String(clientId)
  caret.setAttribute('aria-hidden', 'true')
  const name = document.createElement('span')
  name.className = 'caret-name'
  name.textContent = user.name
  caret.addEventListener('mouseenter', () => placeName(caret))
  // Word joiners keep the browser's own caret movement right on both sides of an inline widget.
  caret.append('\u2060', name, '\u2060')
  showName(caret)
  return caret
}

/** The plugin keeps the element of a caret that moves: its name is shown again here. */
function namesAfterMoves(awareness: Awareness): Plugin {
  return new Plugin({
    key: new PluginKey('caretNames'),
    view: (view) => {
      const moved = ({ updated }: Changes) => {
        for (const clientId of updated) {
          const caret = view.dom.querySelector(`.caret[data-client="${clientId}"]`)
          if (caret instanceof HTMLElement) showName(caret)
        }
      }
      awareness.on('change', moved)
      return { destroy: () => awareness.off('change', moved) }
    },
  })
}

const hiding = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>()

function showName(caret: HTMLElement): void {
  clearTimeout(hiding.get(caret))
  caret.dataset.named = ''
  hiding.set(
    caret,
    setTimeout(() => delete caret.dataset.named, NAME_MS),
  )
  // The caret is in its place only once the editor has drawn.
  requestAnimationFrame(() => placeName(caret))
}
