'use client'

import { ChevronDown } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { plural } from '#lib/i18n/format.ts'
import type { Team } from '#lib/usecases/team/list-team.ts'
import { MemberRow } from './member-row.tsx'
import styles from './team-list.module.css'
import { type Question, TeamQuestion } from './team-question.tsx'
import type { TeamDesk } from './use-team.ts'

/** People shown before the rest are one click away. */
const FIRST = 5

type TeamListProps = {
  team: Team
  desk: TeamDesk
  showsAll: boolean
  onShowAll: () => void
}

export function TeamList({ team, desk, showsAll, onShowAll }: TeamListProps) {
  const [question, setQuestion] = useState<Question | null>(null)
  const list = useFocusKept(team.members.length, showsAll)
  const hidden = showsAll ? 0 : Math.max(0, team.members.length - FIRST)
  const shown = team.members.slice(0, team.members.length - hidden)
  return (
    <>
      <ul ref={list} className={styles.list}>
        {shown.map((member) => (
          <MemberRow key={member.id} member={member} desk={desk} askFirst={setQuestion} />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button variant="quiet" size="small" className={styles.more} onClick={onShowAll}>
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
          {`Afficher ${hidden < 2 ? 'l’autre' : `les ${hidden} autres`} ${plural(hidden, 'personne')}`}
        </Button>
      ) : null}
      <TeamQuestion question={question} onClose={() => setQuestion(null)} />
    </>
  )
}

/** What had the focus may go: the row that was removed, or the button that shows the others. */
function useFocusKept(size: number, showsAll: boolean): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null)
  const before = useRef({ size, showsAll })
  useEffect(() => {
    const was = before.current
    before.current = { size, showsAll }
    const section = list.current?.closest('section')
    if (size < was.size) section?.querySelector<HTMLElement>('[data-undo]')?.focus()
    // Who was added has the focus elsewhere; the others are shown by a click.
    const shown = showsAll && !was.showsAll && size === was.size
    if (shown) list.current?.children[FIRST]?.querySelector('button')?.focus()
  }, [size, showsAll])
  return list
}
