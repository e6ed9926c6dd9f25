'use client'

import { ShieldCheck } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { UndoNotice } from '#app/_ui/undo-notice.tsx'
import type { TeamRole } from '#lib/usecases/team/team-role.ts'
import { AccountForm } from './account-form.tsx'
import { CodePanel } from './code-panel.tsx'
import { InviteForm } from './invite-form.tsx'
import styles from './share-dialog.module.css'
import { TeamList } from './team-list.tsx'
import { type Place, useTeam } from './use-team.ts'

export type ShareDialogProps = Place & {
  open: boolean
  onOpenChange: (open: boolean) => void
  finalFocus: RefObject<HTMLButtonElement | null>
}

/** Who is of the team, and what each may do. What is read is read anew at each opening. */
export function ShareDialog({ open, ...props }: ShareDialogProps) {
  const first = useRef<HTMLInputElement>(null)
  const { onOpenChange, finalFocus, ...place } = props
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Partager"
      description="L’équipe travaille sur le brouillon."
      size="medium"
      initialFocus={first}
      finalFocus={finalFocus}
      footer={
        <>
          <ShieldCheck size={18} strokeWidth={1.75} aria-hidden />
          <span className={styles.promise}>
            Le brouillon n’est jamais accessible par un lien. Chaque changement d’accès est noté au
            journal.
          </span>
          <Button onClick={() => onOpenChange(false)}>Fermer</Button>
        </>
      }
    >
      <TeamSection {...place} onOpenChange={onOpenChange} first={first} />
    </Dialog>
  )
}

type TeamSectionProps = Omit<ShareDialogProps, 'open' | 'finalFocus'> & {
  first: RefObject<HTMLInputElement | null>
}

/** Someone without an account, whose account is being created. */
type Stranger = { email: string; role: TeamRole }

function TeamSection({ onOpenChange, first, ...place }: TeamSectionProps) {
  const desk = useTeam(place, () => onOpenChange(false))
  const [stranger, setStranger] = useState<Stranger | null>(null)
  // Who was just added may be far down the list.
  const [showsAll, setShowsAll] = useState(false)
  const showAll = () => setShowsAll(true)
  const { team, code, notice, failure } = desk
  if (code !== null) {
    const finish = () => {
      setStranger(null)
      showAll()
      desk.dismissCode()
    }
    return <CodePanel code={code} onDone={finish} />
  }
  if (stranger !== null) {
    return (
      <AccountForm
        stranger={stranger}
        desk={desk}
        sendsMail={team?.sendsMail ?? false}
        onCancel={() => setStranger(null)}
      />
    )
  }
  return (
    <section className={styles.team} aria-labelledby="share-team">
      <h3 id="share-team" className={styles.heading}>
        L’équipe
      </h3>
      <InviteForm desk={desk} inputRef={first} onAdded={showAll} onStranger={setStranger} />
      {failure ? <Callout tone="danger" title={failure} className={styles.failure} /> : null}
      {team ? (
        <TeamList {...{ team, desk, showsAll }} onShowAll={showAll} />
      ) : (
        <Waiting failed={failure !== null} />
      )}
      <UndoNotice notice={notice} />
    </section>
  )
}

function Waiting({ failed }: { failed: boolean }) {
  return <p className={styles.waiting}>{failed ? null : 'Lecture de l’équipe…'}</p>
}
