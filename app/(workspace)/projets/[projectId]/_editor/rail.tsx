import { memo } from 'react'
import type { DutyStore } from './duties/duty-store.ts'
import type { OpenRoom } from './open-room.ts'
import { Outline } from './outline.tsx'
import type { PagePart } from './page-model.ts'
import type { PresentPerson } from './presence.ts'
import { Progress } from './progress.tsx'
import styles from './rail.module.css'

export type RailProps = {
  parts: readonly PagePart[]
  /** Of the mandatory parts. */
  total: number
  /** The part on screen. */
  current: string | null
  people: readonly PresentPerson[]
  duties: DutyStore
  /** Null until the document was received. */
  room: OpenRoom | null
}

/** Not drawn again with each change of the save state, which comes with every key. */
export const Rail = memo(function Rail({ total, room, ...outline }: RailProps) {
  return (
    <nav className={styles.rail} aria-label="Plan du projet">
      <Progress parts={outline.parts} total={total} room={room} />
      <Outline {...outline} />
    </nav>
  )
})
