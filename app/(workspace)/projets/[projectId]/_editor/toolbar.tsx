'use client'

import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, useCallback, useRef, useState, useSyncExternalStore } from 'react'
import styles from './toolbar.module.css'
import { type ToolbarAction, toolbarActions } from './toolbar-actions.ts'

const ACTIONS = toolbarActions.flat()

type ToolbarProps = { editor: Editor; partTitle: string }

/**
 * Formatting of the part being written. It floats at the foot of the window, where it covers no
 * line that is being typed; in the tab order it comes just before its editor.
 */
export function Toolbar({ editor, partTitle }: ToolbarProps) {
  const pressed = usePressed(editor)
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const move = (to: number) => {
    const next = (to + ACTIONS.length) % ACTIONS.length
    setStop(next)
    bar.current?.querySelectorAll('button')[next]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = MOVES[event.key]?.(stop)
    if (event.key === 'Escape') editor.commands.focus()
    else if (target !== undefined) move(target)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={bar}
      className={styles.toolbar}
      role="toolbar"
      aria-label={`Mise en forme de « ${partTitle} »`}
      onKeyDown={onKeyDown}
    >
      {toolbarActions.map((group) => (
        <div key={group[0]?.id} className={styles.group}>
          {group.map((action) => (
            <ToolbarButton
              key={action.id}
              action={action}
              editor={editor}
              isPressed={pressed.has(action.id)}
              tabIndex={ACTIONS.indexOf(action) === stop ? 0 : -1}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

const MOVES: Record<string, (from: number) => number> = {
  ArrowRight: (from) => from + 1,
  ArrowLeft: (from) => from - 1,
  Home: () => 0,
  End: () => -1,
}

type ToolbarButtonProps = {
  action: ToolbarAction
  editor: Editor
  isPressed: boolean
  tabIndex: number
}

function ToolbarButton({ action, editor, isPressed, tabIndex }: ToolbarButtonProps) {
  const Icon = action.icon
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={action.label}
      title={action.label}
      aria-pressed={action.isOn ? isPressed : undefined}
      // The editor keeps the focus and its selection while a finger or the mouse presses.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => action.run(editor.chain().focus()).run()}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}

/** Ids of the actions that are on where the selection is. */
function usePressed(editor: Editor): ReadonlySet<string> {
  const subscribe = useCallback(
    (onChange: () => void) => {
      editor.on('transaction', onChange)
      return () => {
        editor.off('transaction', onChange)
      }
    },
    [editor],
  )
  const ids = useSyncExternalStore(subscribe, () =>
    ACTIONS.filter((action) => action.isOn?.(editor))
      .map((action) => action.id)
      .join(' '),
  )
  return new Set(ids.split(' '))
}
