'use client'

import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { number } from '#lib/i18n/format.ts'
import type { OpenRoom } from '../open-room.ts'
import styles from './find-bar.module.css'
import type { Finder, Finding } from './finder.ts'
import { ReplaceRow } from './replace-row.tsx'
import { returnToText } from './return-to-text.ts'
import { useFinder, useFinding } from './use-finder.ts'

/** What was asked for, and from where: the words that were selected, the part on screen. */
export type FindRequest = { words: string; from: string | null }

export type FindBarProps = {
  room: OpenRoom
  request: FindRequest
  canWrite: boolean
  onClose: () => void
}

/** Looks for words in all the parts, and replaces them for who may write. */
export function FindBar({ room, request, canWrite, onClose }: FindBarProps) {
  const state = useFinder(room)
  const finder = state.kind === 'here' ? state.finder : null
  const finding = useFinding(finder)
  const close = () => {
    onClose()
    returnToText(room.editors, finding.current)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  }
  useMoveKeys(finder)
  return (
    <search className={styles.bar} aria-label="Rechercher dans le projet" onKeyDown={onKeyDown}>
      <div className={styles.row}>
        <FindField finder={finder} request={request} />
        <span className={styles.count} role="status">
          {state.kind === 'missing' ? MISSING : countText(finding)}
        </span>
        <IconButton label="Résultat précédent (Maj+F3)" onClick={() => finder?.move(-1)}>
          <ChevronUp size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <IconButton label="Résultat suivant (F3)" onClick={() => finder?.move(1)}>
          <ChevronDown size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
        <IconButton label="Fermer la recherche" onClick={close}>
          <X size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </div>
      {canWrite && finder ? <ReplaceRow finder={finder} finding={finding} /> : null}
    </search>
  )
}

type FindFieldProps = Pick<FindBarProps, 'request'> & { finder: Finder | null }

function FindField({ finder, request }: FindFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState(request.words)
  useEffect(() => {
    if (request.words !== '') setQuery(request.words)
    field.current?.focus()
    field.current?.select()
  }, [request])
  useEffect(() => {
    finder?.look(query, request.from)
  }, [finder, query, request])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finder?.move(event.shiftKey ? -1 : 1)
  }
  return (
    <TextInput
      ref={field}
      className={styles.field}
      value={query}
      onChange={(event) => setQuery(event.target.value)}
      onKeyDown={onKeyDown}
      aria-label="Rechercher"
      placeholder="Rechercher"
      title="Un mot tapé sans accents se trouve aussi avec."
      autoComplete="off"
      enterKeyHint="search"
    />
  )
}

/** F3 goes on from wherever the focus is. */
function useMoveKeys(finder: Finder | null): void {
  useEffect(() => {
    if (finder === null) return
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F3') return
      event.preventDefault()
      finder.move(event.shiftKey ? -1 : 1)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [finder])
}

const MISSING = 'La recherche n’a pas pu être chargée\u00A0: vérifiez la connexion.'

function countText({ query, total, rank }: Finding): string {
  if (query === '') return ''
  return total === 0 ? 'Aucun résultat' : `${number(rank)} sur ${number(total)}`
}
