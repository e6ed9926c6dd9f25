'use client'

import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { RefObject } from 'react'
import { classNames } from './class-names.ts'
import type { ControlProps } from './field.tsx'
import styles from './select.module.css'
import { useLandmark } from './use-landmark.ts'

export type SelectOption = { value: string; label: string }

type SelectProps = {
  control: ControlProps
  options: readonly SelectOption[]
  /** Empty: nothing is chosen yet. */
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** How the form that holds it finds it, to give it the focus. */
  name?: string
  onBlur?: () => void
  triggerRef?: RefObject<HTMLButtonElement | null>
  size?: 'small' | 'medium'
}

/** A choice in a list: Enter or Space opens, arrows move, letters jump, Esc closes. */
export function Select({ control, options, value, onChange, ...rest }: SelectProps) {
  const { name, placeholder, onBlur, triggerRef, size = 'medium' } = rest
  const [landmarkRef, landmark] = useLandmark()
  const attach = (trigger: HTMLButtonElement | null) => {
    landmarkRef(trigger)
    if (triggerRef) triggerRef.current = trigger
  }
  return (
    <BaseSelect.Root
      items={options}
      value={value === '' ? null : value}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
    >
      <BaseSelect.Trigger
        {...control}
        ref={attach}
        data-field={name}
        aria-labelledby={`${control.id}-label ${control.id}`}
        className={classNames(styles.trigger, size === 'small' && styles.small)}
        onBlur={onBlur}
      >
        <BaseSelect.Value className={styles.value} placeholder={placeholder} />
        <BaseSelect.Icon>
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal container={landmark} className={styles.portal}>
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
