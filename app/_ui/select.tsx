'use client'

import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ControlProps } from './field.tsx'
import styles from './select.module.css'

export type SelectOption = { value: string; label: string }

type SelectProps = {
  control: ControlProps
  options: readonly SelectOption[]
  value: string
  onChange: (value: string) => void
  name?: string
  onBlur?: () => void
}

/** A choice in a list: Enter or Space opens, arrows move, letters jump, Esc closes. */
export function Select({ control, options, value, onChange, name, onBlur }: SelectProps) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      {...(name === undefined ? {} : { name })}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
    >
      <BaseSelect.Trigger
        {...control}
        aria-labelledby={`${control.id}-label ${control.id}`}
        className={styles.trigger}
        onBlur={onBlur}
      >
        <BaseSelect.Value className={styles.value} />
        <BaseSelect.Icon>
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          className={styles.positioner}
          sideOffset={4}
          alignItemWithTrigger={false}
        >
          <BaseSelect.Popup className={styles.popup}>
            <BaseSelect.List className={styles.list}>
              {options.map((option) => (
                <BaseSelect.Item key={option.value} value={option.value} className={styles.item}>
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator>
                    <Check size={16} strokeWidth={2} aria-hidden />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
