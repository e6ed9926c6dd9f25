'use client'

import { ArrowLeft, Ellipsis, PencilLine, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, buttonClass } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { ProjectTabs } from '../project-tabs.tsx'
import { BarPopover } from './bar/bar-popover.tsx'
import type { MoreMenuProps } from './bar/more-menu.tsx'
import { onDemand } from './bar/on-demand.tsx'
import type { ConnectionProps } from './connection/connection-details.tsx'
import { SaveState } from './connection/save-state.tsx'
import { PeopleButton } from './people/people-button.tsx'
import type { PeoplePanelProps } from './people/people-panel.tsx'
import styles from './project-bar.module.css'
import { shortTitle } from './short-title.ts'

const MoreMenu = onDemand<MoreMenuProps>(async () => (await import('./bar/more-menu.tsx')).MoreMenu)

type ProjectBarProps = ConnectionProps &
  Omit<MoreMenuProps, 'close'> &
  Pick<PeoplePanelProps, 'people' | 'parts'> & {
    /** Before the menu. */
    children?: ReactNode
  }

/** Where one is, whether it is saved, who is there; what is rarely used is in its menu. */
export function ProjectBar({
  page,
  room,
  status,
  people,
  parts,
  children,
  ...menu
}: ProjectBarProps) {
  const { device, mode, onFind } = menu
  return (
    <header className={styles.bar}>
      <PageLink
        className={classNames(buttonClass({ variant: 'quiet' }), styles.back)}
        href="/"
        aria-label="Retour à mes projets"
        title="Retour à mes projets"
      >
        <ArrowLeft size={18} strokeWidth={1.75} aria-hidden />
      </PageLink>
      <div className={styles.what}>
        <h1 className={styles.title} title={page.title}>
          <span className={styles.long}>{page.title}</span>
          <span className={styles.short}>{shortTitle(page.title)}</span>
        </h1>
        <div className={styles.state}>
          <span className={styles.status}>
            <StatusChip status={page.status} />
          </span>
          <SaveState page={page} room={room} status={status} />
        </div>
      </div>
      <div className={styles.views}>
        <ProjectTabs projectId={page.id} current="writing" />
      </div>
      <PeopleButton {...{ people, parts, room, device }} />
      <span className={styles.wide}>
        <IconButton
          label="Rechercher dans le projet"
          aria-keyshortcuts="Control+F"
          onClick={onFind}
        >
          <Search size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
        {mode?.mode === 'read' && mode.write ? (
          <Button variant="primary" onClick={mode.write}>
            <PencilLine size={18} strokeWidth={1.75} aria-hidden />
            Rédiger
          </Button>
        ) : null}
      </span>
      {children}
      <BarPopover
        label="Autres actions"
        button={<Ellipsis size={18} strokeWidth={1.75} aria-hidden />}
      >
        {(close) => <MoreMenu page={page} {...menu} close={close} />}
      </BarPopover>
    </header>
  )
}
