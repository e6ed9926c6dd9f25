'use client'

import { type ClipboardEvent, Fragment, type KeyboardEvent, useRef } from 'react'
import styles from './code-input.module.css'

type CodeInputProps = {
  /** One character per box, a space where a box is empty. */
  value: string
  length: number
  onChange: (value: string) => void
  label: string
  describedBy?: string | undefined
  invalid?: boolean
}

/** A code of letters and digits, one box each; pasting fills them all, Backspace goes back. */
export function CodeInput(props: CodeInputProps) {
  const { value, length, onChange, label, describedBy, invalid = false } = props
  const groupRef = useRef<HTMLFieldSetElement>(null)
  const boxes = value.padEnd(length).slice(0, length)

  const focusBox = (index: number) => {
    const inputs = groupRef.current?.querySelectorAll('input')
    inputs?.[Math.min(Math.max(index, 0), length - 1)]?.focus()
  }
  const fill = (from: number, typed: string) => {
    const signs = significant(typed).slice(0, length - from)
    onChange(boxes.slice(0, from) + signs + boxes.slice(from + signs.length))
    focusBox(from + signs.length)
  }
  const handlePaste = (event: ClipboardEvent) => {
    event.preventDefault()
    fill(0, event.clipboardData.getData('text'))
  }
  const handleKey = (index: number, event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') focusBox(index - 1)
    else if (event.key === 'ArrowRight') focusBox(index + 1)
    else if (event.key === 'Backspace') {
      const at = boxes[index] === ' ' ? index - 1 : index
      if (at >= 0) onChange(`${boxes.slice(0, at)} ${boxes.slice(at + 1)}`)
      focusBox(at)
    } else return
    event.preventDefault()
  }
  return (
    <fieldset ref={groupRef} className={styles.code} aria-describedby={describedBy}>
      <legend className={styles.legend}>{label}</legend>
      {[...boxes].map((sign, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the code.
        <Fragment key={index}>
          {index === length / 2 ? <span className={styles.dash} aria-hidden="true" /> : null}
          <input
            className={styles.box}
            value={sign.trim()}
            aria-label={`Caractère ${index + 1} sur ${length}`}
            aria-invalid={invalid || undefined}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => fill(index, event.target.value.slice(-length))}
            onFocus={(event) => event.target.select()}
            onPaste={handlePaste}
            onKeyDown={(event) => handleKey(index, event)}
          />
        </Fragment>
      ))}
    </fieldset>
  )
}

function significant(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}
