'use client'

import { X } from 'lucide-react'
import { type RefObject, useId } from 'react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Outline } from './outline.tsx'
import styles from './outline-drawer.module.css'
import { Progress } from './progress.tsx'
import type { RailProps } from './rail.tsx'

type OutlineDrawerProps = RailProps & { drawer: RefObject<HTMLDialogElement | null> }

/**
 * The rail as a drawer, for small screens. The browser's own dialog keeps the focus inside, closes
 * with Escape and gives the focus back, and is there without a connection.
 */
export function OutlineDrawer({ drawer, total, room, ...outline }: OutlineDrawerProps) {
  const titleId = useId()
  // Before the link is followed: under an open dialog the page does not scroll to the part.
  const close = () => drawer.current?.close()
  return (
    <dialog ref={drawer} className={styles.drawer} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          Plan du projet
        </h2>
        <IconButton label="Fermer" onClick={close}>
          <X size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </div>
      <Progress parts={outline.parts} total={total} room={room} onChoose={close} />
      <Outline {...outline} onChoose={close} />
    </dialog>
  )
}
