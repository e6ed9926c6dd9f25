'use client'

import { BadgeCheck, UserRound } from 'lucide-react'
import styles from './duty-marks.module.css'
import type { DutyStore } from './duty-store.ts'
import { useDuty } from './use-duties.ts'

type DutyMarksProps = { duties: DutyStore; sectionId: string }

/** In the outline: the parts confided to the person who reads it, and those declared complete. */
export function DutyMarks({ duties, sectionId }: DutyMarksProps) {
  const { assignees, declaration } = useDuty(duties, sectionId)
  return (
    <>
      {assignees.some(({ id }) => id === duties.meId) ? (
        <span className={styles.mine} role="img" aria-label="à vous" title="Confiée à vous">
          <UserRound size={14} strokeWidth={2} aria-hidden />
        </span>
      ) : null}
      {declaration === null ? null : (
        <span
          className={styles.declared}
          role="img"
          aria-label="déclarée complète"
          title="Déclarée complète"
        >
          <BadgeCheck size={16} strokeWidth={2} aria-hidden />
        </span>
      )}
    </>
  )
}
