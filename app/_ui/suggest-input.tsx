'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import type { RefObject } from 'react'
import { searchable } from '#lib/i18n/format.ts'
import { classNames } from './class-names.ts'
import type { ControlProps } from './field.tsx'
import pickerStyles from './picker.module.css'
import styles from './suggest-input.module.css'
import inputStyles from './text-input.module.css'
import { useLandmark } from './use-landmark.ts'

/** `value` is what choosing it types. */
export type Suggestion = { value: string; label: string; note?: string }

type SuggestInputProps = {
  /** Spoken: a label beside it would be hidden from screen readers while the list is open. */
  label: string
  control: ControlProps
  suggestions: readonly Suggestion[]
  value: string
  onChange: (value: string) => void
  placeholder?: string
  type?: 'text' | 'email'
  inputRef?: RefObject<HTMLInputElement | null>
}

/** Free text, with what others could mean by it: arrows go through the list, Enter takes, Esc closes. */
export function SuggestInput(props: SuggestInputProps) {
  const {
    label,
    control,
    suggestions,
    value,
    onChange,
    placeholder,
    type = 'text',
    inputRef,
  } = props
  const [landmarkRef, landmark] = useLandmark()
  const attach = (input: HTMLInputElement | null) => {
    landmarkRef(input)
    if (inputRef) inputRef.current = input
  }
  return (
    <Autocomplete.Root
      items={suggestions}
      value={value}
      onValueChange={onChange}
      itemToStringValue={(item) => item.value}
      filter={matches}
      openOnInputClick
    >
      <Autocomplete.Input
        {...control}
        ref={attach}
        aria-label={label}
        className={inputStyles.input}
        placeholder={placeholder}
        type={type}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Autocomplete.Portal container={landmark} className={pickerStyles.portal}>
        <Autocomplete.Positioner className={pickerStyles.positioner} sideOffset={4}>
          <Autocomplete.Popup className={classNames(pickerStyles.popup, styles.suggestions)}>
            <Autocomplete.List>
              {(item: Suggestion) => (
                <Autocomplete.Item key={item.value} value={item} className={pickerStyles.item}>
                  <span className={pickerStyles.words}>
                    {item.label}
                    {item.note ? <small>{item.note}</small> : null}
                  </span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}

function matches({ value, label }: Suggestion, query: string): boolean {
  return searchable(`${label} ${value}`).includes(searchable(query))
}
