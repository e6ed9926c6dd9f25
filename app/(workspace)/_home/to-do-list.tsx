import { ChevronRight, PencilLine } from 'lucide-react'
import Link from 'next/link'
import { Heading } from '#app/_ui/heading.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import type { ProjectSummary } from '#lib/usecases/list-projects.ts'
import { sectionHref } from './project-view.ts'
import styles from './to-do-list.module.css'

/** What the project still waits for, each line leading to its part. */
export function ToDoList({ project }: { project: ProjectSummary }) {
  return (
    <Panel className={styles.panel} aria-labelledby="to-do">
      <Heading as="h2" size="panel" id="to-do" className={styles.title}>
        Pour vous
      </Heading>
      {project.toDo.length === 0 ? (
        <p className={styles.nothing}>
          Rien ne vous attend : les parties obligatoires sont prêtes.
        </p>
      ) : (
        <ul>
          {project.toDo.map((item) => (
            <li key={item.sectionId}>
              <Link className={styles.item} href={sectionHref(project, item.number)}>
                <PencilLine size={18} strokeWidth={1.75} aria-hidden />
                <span className={styles.words}>
                  <b>{item.text}</b>
                  <small>Partie {item.number}, obligatoire</small>
                </span>
                <ChevronRight size={16} strokeWidth={1.75} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
