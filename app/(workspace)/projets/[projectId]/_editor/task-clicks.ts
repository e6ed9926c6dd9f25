import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** A press on the box before a task checks it, or takes the check away. */
export const taskClicks = Extension.create({
  name: 'taskClicks',
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        key: new PluginKey('taskClicks'),
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => {
              const task = event.target
              if (!view.editable || !(task instanceof HTMLElement)) return false
              if (task.dataset.kind !== 'task' || !isOnBox(task, event)) return false
              event.preventDefault()
              return editor.chain().focus(view.posAtDOM(task, 0)).toggleChecked().run()
            },
          },
        },
      }),
    ]
  },
})

/** The box is drawn in the padding, before the words. */
function isOnBox(task: HTMLElement, event: MouseEvent): boolean {
  const { left } = task.getBoundingClientRect()
  return event.clientX - left < Number.parseFloat(getComputedStyle(task).paddingLeft)
}
