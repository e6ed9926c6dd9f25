import { PageLink } from '#app/_ui/page-link.tsx'
import styles from './project-tabs.module.css'

const tabs = [
  { id: 'writing', label: 'Rédaction', path: '' },
  { id: 'versions', label: 'Versions', path: '/versions' },
] as const

type ProjectTabsProps = { projectId: string; current: (typeof tabs)[number]['id'] }

/** The pages of a project. */
export function ProjectTabs({ projectId, current }: ProjectTabsProps) {
  return (
    <nav className={styles.tabs} aria-label="Vues du projet">
      {tabs.map(({ id, label, path }) => (
        <PageLink
          key={id}
          className={styles.tab}
          href={`/projets/${projectId}${path}`}
          aria-current={id === current ? 'page' : undefined}
        >
          {label}
        </PageLink>
      ))}
    </nav>
  )
}
