'use client'

import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { memo, useRef } from 'react'
import { groupHue } from '#app/_ui/group-hue.ts'
import { Ring } from '#app/_ui/ring.tsx'
import { Thread } from '#app/_ui/thread.tsx'
import { OutlineDrawer } from './outline-drawer.tsx'
import type { PagePart } from './page-model.ts'
import styles from './part-switch.module.css'
import { partAnchor, writtenLabel } from './part-words.ts'
import type { RailProps } from './rail.tsx'

/** The outline of small screens: the part on screen, its neighbours, and all of them in a drawer. */
export const PartSwitch = memo(function PartSwitch(rail: RailProps) {
  const { parts, current } = rail
  const drawer = useRef<HTMLDialogElement>(null)
  const index = Math.max(
    0,
    parts.findIndex((part) => part.id === current),
  )
  const part = parts[index]
  if (part === undefined) return null
  return (
    <nav className={styles.switch} aria-label="Parties" data-g={groupHue(part.group.id)}>
      <Neighbour part={parts[index - 1]} icon={ChevronLeft} />
      <button
        type="button"
        className={styles.current}
        aria-haspopup="dialog"
        onClick={() => drawer.current?.showModal()}
      >
        <Thread hue={groupHue(part.group.id)} />
        <span className={styles.names}>
          <b>{`${part.number}. ${part.shortTitle}`}</b>
          <small>{`${part.group.title}, partie ${part.number} sur ${parts.length}`}</small>
        </span>
        <Ring
          percent={part.percent}
          hue={groupHue(part.group.id)}
          label={writtenLabel(part.percent)}
        />
        <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
      </button>
      <Neighbour part={parts[index + 1]} icon={ChevronRight} />
      <OutlineDrawer {...rail} drawer={drawer} />
    </nav>
  )
})

type NeighbourProps = { part: PagePart | undefined; icon: typeof ChevronLeft }

function Neighbour({ part, icon: Icon }: NeighbourProps) {
  if (part === undefined) return <span className={styles.step} />
  return (
    <a
      className={styles.step}
      href={`#${partAnchor(part.number)}`}
      aria-label={`Partie ${part.number}, ${part.shortTitle}`}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
    </a>
  )
}
