'use client'

import { ListChecks, PenLine, Target, UsersRound } from 'lucide-react'
import { Button } from '#app/_ui/button.tsx'
import type { DutyStore } from './duties/duty-store.ts'
import { confidedText, expectedText } from './duties/duty-words.ts'
import { useDuty } from './duties/use-duties.ts'
import styles from './empty-part.module.css'
import type { OpenRoom } from './open-room.ts'
import type { PagePart } from './page-model.ts'

type EmptyPartProps = {
  part: PagePart
  duties: DutyStore
  /** Null while nothing can be written. */
  room: OpenRoom | null
}

const OWN_PART =
  'Cette partie est propre à votre établissement\u00A0: dites-y ce que ses lecteurs doivent savoir.'

const CONFIDED_TO_NOBODY =
  'Cette partie n’est encore confiée à personne\u00A0: vous pouvez la commencer.'

/** What an empty part is for, below the line that waits for its first letter. */
export function EmptyPart({ part, duties, room }: EmptyPartProps) {
  const { assignees } = useDuty(duties, part.id)
  const expected = expectedText(part.expects)
  const confided = confidedText(assignees, duties.meId)
  const begin = () => room?.editors.ask(part.id, (editor) => editor.commands.focus('start'))
  return (
    <div className={styles.empty}>
      <p className={styles.question}>{part.prompts[0] ?? OWN_PART}</p>
      {expected === null ? null : (
        <p className={styles.line}>
          <ListChecks size={16} strokeWidth={1.75} aria-hidden />
          {expected}
        </p>
      )}
      {part.expects.specifies.map((title) => (
        <p key={title} className={styles.line}>
          <Target size={16} strokeWidth={1.75} aria-hidden />
          {`Le projet précise ici\u00A0: ${lowerFirst(title)}.`}
        </p>
      ))}
      <p className={styles.line}>
        <UsersRound size={16} strokeWidth={1.75} aria-hidden />
        {confided === null ? CONFIDED_TO_NOBODY : `Cette partie ${confided}.`}
      </p>
      {room === null ? null : (
        <Button className={styles.begin} onClick={begin}>
          <PenLine size={16} strokeWidth={1.75} aria-hidden />
          Commencer à rédiger
        </Button>
      )}
    </div>
  )
}

/** The same part for those who only read it. */
export function UnwrittenPart({ part, duties }: Omit<EmptyPartProps, 'room'>) {
  const { assignees } = useDuty(duties, part.id)
  const confided = confidedText(assignees, duties.meId)
  return (
    <p className={styles.unwritten}>
      Cette partie n’est pas encore rédigée.{confided === null ? null : ` Elle ${confided}.`}
    </p>
  )
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
