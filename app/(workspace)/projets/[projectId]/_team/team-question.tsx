'use client'

import { type RefObject, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import type { TeamMember } from '#lib/usecases/team/list-team.ts'
import styles from './team-question.module.css'
import { nameOf } from './use-team.ts'

export type Question = {
  kind: 'lower-self' | 'leave' | 'new-code'
  member: TeamMember
  go: () => void
  /** What asked, and has the focus again: the list that it was chosen in is gone by then. */
  from: RefObject<HTMLButtonElement | null>
}

/** Asks before what the person who does it cannot take back. */
export function TeamQuestion({
  question,
  onClose,
}: {
  question: Question | null
  onClose: () => void
}) {
  const stay = useRef<HTMLButtonElement>(null)
  // Its words stay while it closes: a dialog that is torn out gives the focus to nothing.
  const [last, setLast] = useState(question)
  if (question !== null && question !== last) setLast(question)
  if (last === null) return null
  const { title, text, answer } = wordsOf(last)
  return (
    <Dialog
      open={question !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      initialFocus={stay}
      finalFocus={last.from}
      footer={
        <>
          <Button ref={stay} onClick={onClose}>
            Annuler
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              onClose()
              last.go()
            }}
          >
            {answer}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{text}</p>
    </Dialog>
  )
}

function wordsOf({ kind, member }: Question): { title: string; text: string; answer: string } {
  switch (kind) {
    case 'lower-self':
      return {
        title: 'Changer votre propre rôle\u00A0?',
        text: 'Vos droits diminuent aussitôt. Vous ne pourrez pas revenir en arrière vous-même\u00A0: une autre personne devra vous rendre ce rôle.',
        answer: 'Changer mon rôle',
      }
    case 'leave':
      return {
        title: 'Quitter l’équipe\u00A0?',
        text: 'Vous n’aurez plus accès au projet. Ce que vous avez écrit y reste. Une autre personne devra vous inviter de nouveau.',
        answer: 'Quitter l’équipe',
      }
    case 'new-code':
      return {
        title: `Un nouveau code pour ${nameOf(member)}\u00A0?`,
        text: 'Son mot de passe ne servira plus et ses sessions se ferment, sur tous ses appareils. Avec le code, cette personne en choisira un autre\u00A0; ce qu’elle n’a pas encore envoyé l’attend sur son appareil.',
        answer: 'Créer un code',
      }
  }
}
