'use client'

import { ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { plural } from '#lib/i18n/format.ts'
import type { Team, TeamMember } from '#lib/usecases/team/list-team.ts'
import { MemberRow } from './member-row.tsx'
import styles from './team-list.module.css'
import { type Question, TeamQuestion } from './team-question.tsx'
import type { TeamDesk } from './use-team.ts'

/** People shown before the rest are one click away. */
const FIRST = 5

export function TeamList({ team, desk }: { team: Team; desk: TeamDesk }) {
  const list = useRef<HTMLUListElement>(null)
  const [showsAll, setShowsAll] = useState(false)
  const [question, setQuestion] = useState<Question | null>(null)
  const size = useRef(team.members.length)
  useEffect(() => {
    const before = size.current
    size.current = team.members.length
    // Who was added may be far down; the row that was removed had the focus.
    if (team.members.length > before) setShowsAll(true)
    if (team.members.length < before) {
      list.current?.parentElement?.querySelector<HTMLElement>('[data-undo]')?.focus()
    }
  }, [team.members.length])

  const hidden = showsAll ? 0 : Math.max(0, team.members.length - FIRST)
  const shown = team.members.slice(0, team.members.length - hidden)
  const askFirst = (kind: Question['kind'], member: TeamMember, go: () => void) =>
    setQuestion({ kind, member, go })
  return (
    <>
      <ul ref={list} className={styles.list}>
        {shown.map((member) => (
          <MemberRow key={member.id} member={member} desk={desk} askFirst={askFirst} />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button
          variant="quiet"
          size="small"
          className={styles.more}
          onClick={() => {
            setShowsAll(true)
            // The button goes: the focus passes to the first of those that come.
            requestAnimationFrame(() => {
              const row = list.current?.children[FIRST]
              row?.querySelector<HTMLElement>('button')?.focus()
            })
          }}
        >
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
          {`Afficher ${hidden < 2 ? 'l’autre' : `les ${hidden} autres`} ${plural(hidden, 'personne')}`}
        </Button>
      ) : null}
      <TeamQuestion question={question} onClose={() => setQuestion(null)} />
    </>
  )
}
