'use client'

import type { Editor } from '@tiptap/core'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { linkAddress } from '#lib/document/link-address.ts'
import { applyLink, linkAt, linkableText, removeLink } from './link-edits.ts'
import { keepFocus, SmallDialog } from './small-dialog.tsx'

type LinkDialogProps = { editor: Editor; onClose: () => void }

const WRONG =
  'Cette adresse ne peut pas être suivie. Écrivez celle d’un site (https://…), une adresse électronique ou un numéro de téléphone.'

/** The link where the selection is: a new one, or the one that is there. */
export function LinkDialog({ editor, onClose }: LinkDialogProps) {
  const [link] = useState(() => linkAt(editor.state))
  const [words] = useState(() => link?.text ?? linkableText(editor.state))
  const [address, setAddress] = useState(link?.href ?? '')
  const [text, setText] = useState(words ?? '')
  const [error, setError] = useState<string | null>(null)
  const addressField = useRef<HTMLInputElement>(null)
  const submit = () => {
    const href = linkAddress(address)
    if (href === null) {
      setError(WRONG)
      addressField.current?.focus()
      return
    }
    onClose()
    applyLink(editor, { href, text: words === null ? null : text.trim() || address.trim() })
  }
  return (
    <SmallDialog
      title={link ? 'Modifier le lien' : 'Insérer un lien'}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button type="submit" variant="primary">
            {link ? 'Modifier' : 'Insérer'}
          </Button>
          <Button onMouseDown={keepFocus} onClick={onClose}>
            Annuler
          </Button>
          {link ? <RemoveButton editor={editor} onClose={onClose} /> : null}
        </>
      }
    >
      <Field label="Adresse" error={error}>
        {(control) => (
          <TextInput
            {...control}
            ref={addressField}
            type="url"
            inputMode="url"
            autoComplete="off"
            value={address}
            onChange={({ target }) => setAddress(target.value)}
            onBlur={() => setError(address.trim() && !linkAddress(address) ? WRONG : null)}
          />
        )}
      </Field>
      {words === null ? null : (
        <Field label="Texte" hint="Ce qui se lit dans la partie ; l’adresse, si rien n’est écrit.">
          {(control) => (
            <TextInput {...control} value={text} onChange={({ target }) => setText(target.value)} />
          )}
        </Field>
      )}
    </SmallDialog>
  )
}

function RemoveButton({ editor, onClose }: LinkDialogProps) {
  const remove = () => {
    onClose()
    removeLink(editor)
  }
  return (
    <Button variant="quiet" onMouseDown={keepFocus} onClick={remove}>
      Retirer le lien
    </Button>
  )
}
