'use client'

import { CircleCheck } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { textDigest } from '#lib/domain/section-duty.ts'
import type { OpenRoom } from '../open-room.ts'
import type { PagePart } from '../page-model.ts'
import { useTextDigest } from '../use-part-text.ts'
import type { DutyStore } from './duty-store.ts'
import { declarationText } from './duty-words.ts'
import styles from './part-duties.module.css'
import { useDuty, useDutyChange } from './use-duties.ts'

type DeclarationProps = {
  part: PagePart
  duties: DutyStore
  room: OpenRoom | null
  writes: boolean
}

/**
 * Who declared the part complete, and what of it can be done. Declaring a part of which something
 * is missing says first what, and asks.
 */
export function Declaration({ part, duties, room, writes }: DeclarationProps) {
  const { declaration } = useDuty(duties, part.id)
  const digest = useTextDigest(room, part)
  const { isBusy, failure, change } = useDutyChange()
  const [isAsking, setIsAsking] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const isModified = declaration !== null && declaration.digest !== digest
  const declare = () => {
    setIsAsking(false)
    button.current?.focus()
    // What was typed just before the press is declared too.
    room?.texts.refresh()
    const declared = room === null ? digest : textDigest(room.texts.blocks(part.id))
    void change(() => duties.declare(part.id, declared))
  }
  const cancel = () => {
    setIsAsking(false)
    button.current?.focus()
  }
  const begin = () => (part.complete ? declare() : setIsAsking(true))
  const takeBack = () => void change(() => duties.takeBack(part.id))
  return (
    <>
      <div className={styles.row}>
        <p role="status" className={styles.declared}>
          {declaration === null ? null : (
            <>
              <CircleCheck size={16} strokeWidth={1.75} aria-hidden />
              {declarationText(declaration, { isModified })}
            </>
          )}
        </p>
        {writes ? (
          <Button
            ref={button}
            size="small"
            blocked={isBusy}
            aria-expanded={declaration === null && !part.complete ? isAsking : undefined}
            onClick={declaration === null ? begin : takeBack}
          >
            {declaration === null ? 'Déclarer la partie complète' : 'Revenir sur la déclaration'}
          </Button>
        ) : null}
        {writes && isModified ? (
          <Button size="small" blocked={isBusy} onClick={begin}>
            Déclarer à nouveau
          </Button>
        ) : null}
      </div>
      {isAsking && writes ? <Missing part={part} onDeclare={declare} onCancel={cancel} /> : null}
      {failure === null ? null : <p role="alert">{failure}</p>}
    </>
  )
}

type MissingProps = { part: PagePart; onDeclare: () => void; onCancel: () => void }

function Missing({ part, onDeclare, onCancel }: MissingProps) {
  return (
    <fieldset
      className={styles.missing}
      aria-label="Partie à compléter"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel()
      }}
    >
      <p>{`La partie n’est pas tout à fait prête. ${part.missing ?? 'Rien n’y est encore écrit.'}`}</p>
      <p className={styles.row}>
        <Button ref={focusOnce} size="small" onClick={onDeclare}>
          Déclarer quand même
        </Button>
        <Button size="small" variant="quiet" onClick={onCancel}>
          Continuer à rédiger
        </Button>
      </p>
    </fieldset>
  )
}

/** The question takes the focus as it appears. */
function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus()
}
