import { Button } from '#app/_ui/button.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import { count } from '#lib/i18n/format.ts'
import type { ProjectSummary } from '#lib/usecases/list-projects.ts'
import styles from './found-projects.module.css'
import { ProjectTable } from './project-table.tsx'
import { findProjects } from './project-view.ts'

type FoundProjectsProps = {
  projects: readonly ProjectSummary[]
  query: string
  now: string
  onClear: () => void
}

export function FoundProjects({ projects, query, now, onClear }: FoundProjectsProps) {
  const found = findProjects(projects, query)
  if (found.length > 0) {
    const title = count(found.length, 'projet trouvé', 'projets trouvés')
    return <ProjectTable title={title} projects={found} now={now} />
  }
  return (
    <Panel as="div" className={styles.none}>
      <p>
        Aucun projet ne correspond à «{'\u00A0'}
        {query.trim()}
        {'\u00A0'}». La recherche porte sur le titre, l’année, l’état et les personnes.
      </p>
      <Button onClick={onClear}>Effacer la recherche</Button>
    </Panel>
  )
}
