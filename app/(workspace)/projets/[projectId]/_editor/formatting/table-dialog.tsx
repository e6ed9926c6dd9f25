'use client'

import type { Editor } from '@tiptap/core'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { keepFocus, SmallDialog } from './small-dialog.tsx'
import styles from './table-dialog.module.css'

type TableDialogProps = { editor: Editor; onClose: () => void }

const MAX_ROWS = 30
const MAX_COLUMNS = 10

export function TableDialog({ editor, onClose }: TableDialogProps) {
  const [rows, setRows] = useState('3')
  const [columns, setColumns] = useState('3')
  const [header, setHeader] = useState(true)
  const form = useRef<HTMLDivElement>(null)
  const submit = () => {
    const [height, width] = [sizeIn(rows, MAX_ROWS), sizeIn(columns, MAX_COLUMNS)]
    if (height === null || width === null) {
      form.current?.querySelectorAll('input')[height === null ? 0 : 1]?.focus()
      return
    }
    onClose()
    editor.chain().focus().insertCells({ rows: height, columns: width, header }).run()
  }
  return (
    <SmallDialog
      title="Insérer un tableau"
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button type="submit" variant="primary">
            Insérer
          </Button>
          <Button onMouseDown={keepFocus} onClick={onClose}>
            Annuler
          </Button>
        </>
      }
    >
      <div ref={form} className={styles.size}>
        <SizeField label="Lignes" max={MAX_ROWS} value={rows} onChange={setRows} />
        <SizeField label="Colonnes" max={MAX_COLUMNS} value={columns} onChange={setColumns} />
      </div>
      <Checkbox
        label="La première ligne est un en-tête"
        checked={header}
        onChange={({ target }) => setHeader(target.checked)}
      />
    </SmallDialog>
  )
}

type SizeFieldProps = {
  label: string
  max: number
  value: string
  onChange: (value: string) => void
}

function SizeField({ label, max, value, onChange }: SizeFieldProps) {
  const [isLeft, setIsLeft] = useState(false)
  const isWrong = isLeft && sizeIn(value, max) === null
  return (
    <Field label={label} error={isWrong ? `Écrivez un nombre de 1 à ${max}.` : null}>
      {(control) => (
        <TextInput
          {...control}
          type="number"
          inputMode="numeric"
          min={1}
          max={max}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onBlur={() => setIsLeft(true)}
        />
      )}
    </Field>
  )
}

function sizeIn(text: string, max: number): number | null {
  const size = Number(text)
  return Number.isInteger(size) && size >= 1 && size <= max ? size : null
}
