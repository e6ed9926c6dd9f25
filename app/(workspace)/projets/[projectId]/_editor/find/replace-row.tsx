'use client'

import { type KeyboardEvent, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import { count } from '#lib/i18n/format.ts'
import styles from './find-bar.module.css'
import type { Finder, Finding } from './finder.ts'

/** Replaces the match that one has gone to, or all of them. */
export function ReplaceRow({ finder, finding }: { finder: Finder; finding: Finding }) {
  const [by, setBy] = useState('')
  const [done, setDone] = useState('')
  const say = (replaced: number) => setDone(replacedText(replaced))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') say(finder.replace(by))
  }
  const isBlocked = finding.total === 0
  return (
    <div className={styles.row}>
      <TextInput
        className={styles.field}
        value={by}
        onChange={(event) => setBy(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label="Remplacer par"
        placeholder="Remplacer par"
        autoComplete="off"
      />
      <Button blocked={isBlocked} onClick={() => say(finder.replace(by))}>
        Remplacer
      </Button>
      <Button blocked={isBlocked} onClick={() => say(finder.replaceAll(by))}>
        Tout remplacer
      </Button>
      <span role="status">
        <VisuallyHidden>{done}</VisuallyHidden>
      </span>
    </div>
  )
}

function replacedText(replaced: number): string {
  return replaced === 0 ? 'Rien n’a été remplacé.' : `${count(replaced, 'remplacement')}.`
}
