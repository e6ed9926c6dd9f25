'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ControlProps } from './field.tsx'
import styles from './picker.module.css'
import { useLandmark } from './use-landmark.ts'

export type PickerItem = { id: string; label: string; note?: string }

type PickerProps<Item extends PickerItem> = {
  control: ControlProps
  items: readonly Item[]
  value: readonly Item[]
  onChange: (value: Item[]) => void
  placeholder: string
  /** Said when nothing matches what is typed. */
  nothing: string
  icon?: (item: Item) => ReactNode
}

/**
 * Several choices among many, as chips: typing filters, Left goes to the chips, Delete removes one.
 */
export function Picker<Item extends PickerItem>(props: PickerProps<Item>) {
  const { control, items, value, onChange, placeholder, nothing, icon } = props
  const [landmarkRef, landmark] = useLandmark()
  return (
    <Combobox.Root
      multiple
      items={items}
      value={[...value]}
      onValueChange={(next: Item[]) => onChange(next)}
      itemToStringLabel={(item: Item) => item.label}
      isItemEqualToValue={(left: Item, right: Item) => left.id === right.id}
    >
      <Combobox.InputGroup ref={landmarkRef} className={styles.group}>
        <Combobox.Chips className={styles.chips}>
          {value.map((item) => (
            <Combobox.Chip key={item.id} className={styles.chip} aria-label={item.label}>
              {icon?.(item)}
              {item.label}
              <Combobox.ChipRemove className={styles.remove} aria-label={`Retirer ${item.label}`}>
                <X size={14} strokeWidth={2} aria-hidden />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            {...control}
            // The label outside is hidden from screen readers while the list is open.
            aria-labelledby={`${control.id}-label`}
            className={styles.input}
            placeholder={placeholder}
          />
        </Combobox.Chips>
      </Combobox.InputGroup>
      <Combobox.Portal container={landmark} className={styles.portal}>
        <Combobox.Positioner className={styles.positioner} sideOffset={4}>
          <Combobox.Popup className={styles.popup}>
            <Combobox.Empty className={styles.nothing}>{nothing}</Combobox.Empty>
            <Combobox.List>
              {(item: Item) => <PickerOption key={item.id} item={item} icon={icon?.(item)} />}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

function PickerOption({ item, icon }: { item: PickerItem; icon: ReactNode }) {
  return (
    <Combobox.Item value={item} className={styles.item}>
      {icon}
      <span className={styles.words}>
        {item.label}
        {item.note ? <small>{item.note}</small> : null}
      </span>
      <Combobox.ItemIndicator>
        <Check size={16} strokeWidth={2} aria-hidden />
      </Combobox.ItemIndicator>
    </Combobox.Item>
  )
}
