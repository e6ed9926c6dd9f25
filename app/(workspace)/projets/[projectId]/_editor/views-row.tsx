import type { ReactNode } from 'react'
import { ProjectTabs } from '../project-tabs.tsx'
import styles from './views-row.module.css'

type ViewsRowProps = { projectId: string; children: ReactNode }

/** The project's views and actions where the bar has no room for them; it scrolls away. */
export function ViewsRow({ projectId, children }: ViewsRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.tabs}>
        <ProjectTabs projectId={projectId} current="writing" />
      </div>
      {children}
    </div>
  )
}
