'use client'

import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import { type DialogName, type FormatAction, type FormatGroups, perform } from './format-action.ts'
import styles from './format-bar.module.css'
import { type Tip, TipBubble } from './tip-bubble.tsx'
import { useEditorValue } from './use-editor-value.ts'

export type FormatBarProps = {
  editor: Editor
  label: string
  groups: FormatGroups
  onOpen: (dialog: DialogName) => void
  className?: string | undefined
  children?: ReactNode
}

/** One tab stop: arrows, Home and End go from button to button, Escape goes back to the text. */
export function FormatBar({ editor, label, groups, onOpen, className, children }: FormatBarProps) {
  const actions = groups.flat()
  const states = useStates(editor, actions)
  const bar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const [tip, setTip] = useState<Tip | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = MOVES[event.key]?.(stop, actions.length)
    if (event.key === 'Escape') editor.commands.focus()
    else if (next !== undefined) bar.current?.querySelectorAll('button')[next]?.focus()
    else if (!isShortcutOf(editor, event.nativeEvent)) return
    event.preventDefault()
  }
  return (
    <div className={classNames(styles.place, className)}>
      <div
        ref={bar}
        className={styles.bar}
        role="toolbar"
        aria-label={label}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setTip(null)}
        onBlur={() => setTip(null)}
      >
        {groups.map((group) => (
          <div key={group[0]?.id} className={styles.group}>
            {group.map((action) => (
              <FormatButton
                key={action.id}
                action={action}
                state={states[actions.indexOf(action)]}
                isStop={actions.indexOf(action) === stop}
                onStop={() => setStop(actions.indexOf(action))}
                onPress={() => perform(action, { editor, onOpen })}
                onTip={setTip}
              />
            ))}
          </div>
        ))}
      </div>
      {children}
      {tip ? <TipBubble tip={tip} /> : null}
    </div>
  )
}

/**
 * The text's own shortcuts work from its bar: left to the browser, Ctrl+Z would take back what was
 * typed last, which need not be what was changed last.
 */
function isShortcutOf(editor: Editor, event: globalThis.KeyboardEvent): boolean {
  if (!event.ctrlKey && !event.metaKey) return false
  return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true
}

const MOVES: Record<string, (from: number, count: number) => number> = {
  ArrowRight: (from, count) => (from + 1) % count,
  ArrowLeft: (from, count) => (from - 1 + count) % count,
  Home: () => 0,
  End: (_from, count) => count - 1,
}

type FormatButtonProps = {
  action: FormatAction
  state: string | undefined
  isStop: boolean
  onStop: () => void
  onPress: () => void
  onTip: (tip: Tip) => void
}

function FormatButton({ action, state, isStop, onStop, onPress, onTip }: FormatButtonProps) {
  const { icon: Icon, label, keys, isOn, opens } = action
  const reason = state?.startsWith(BLOCKED) ? state.slice(BLOCKED.length) : undefined
  const tell = ({ currentTarget }: { currentTarget: HTMLButtonElement }) =>
    onTip({ label, keys, reason, over: currentTarget })
  return (
    <button
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      aria-description={reason}
      aria-disabled={reason === undefined ? undefined : true}
      aria-keyshortcuts={keys}
      aria-haspopup={opens ? 'dialog' : undefined}
      aria-pressed={isOn && !opens ? state === ON : undefined}
      data-on={state === ON || undefined}
      // The editor keeps the focus and its selection while a finger or the mouse presses.
      onMouseDown={(event) => event.preventDefault()}
      onMouseEnter={tell}
      onFocus={(event) => {
        onStop()
        tell(event)
      }}
      onClick={onPress}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}

const ON = 'on'
const BLOCKED = 'blocked:'
const BETWEEN = '\n'

/** For each action: on, blocked and why, or nothing. */
function useStates(editor: Editor, actions: readonly FormatAction[]): string[] {
  const stateOf = ({ isOn, blockedBy }: FormatAction): string => {
    const reason = blockedBy?.(editor) ?? null
    if (reason !== null) return BLOCKED + reason
    return isOn?.(editor) ? ON : ''
  }
  return useEditorValue(editor, () => actions.map(stateOf).join(BETWEEN)).split(BETWEEN)
}
