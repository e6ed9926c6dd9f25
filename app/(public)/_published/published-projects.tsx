import { ChevronRight } from 'lucide-react'
import { Heading } from '#app/_ui/heading.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import { UnbrokenYears } from '#app/_ui/unbroken-years.tsx'
import { date, plainDateOf } from '#lib/i18n/format.ts'
import type { PublicPublication } from '#lib/usecases/list-public-publications.ts'
import styles from './published-projects.module.css'

type PublishedProjectsProps = { publications: readonly PublicPublication[] }

/** What anybody may read without an account. */
export function PublishedProjects({ publications }: PublishedProjectsProps) {
  if (publications.length === 0) return null
  return (
    <Panel as="section" className={styles.panel} aria-labelledby="published-projects">
      <Heading as="h2" size="panel" id="published-projects">
        {publications.length > 1 ? 'Projets publiés' : 'Projet publié'}
      </Heading>
      <ul>
        {publications.map((publication) => (
          <li key={publication.slug} className={styles.row}>
            {/* A published document is no page of the application: it is loaded whole. */}
            <a className={styles.title} href={`/p/${publication.slug}`}>
              <UnbrokenYears text={publication.title} />
              <ChevronRight size={18} strokeWidth={1.75} aria-hidden />
            </a>
            <p className={styles.note}>
              {publication.place}. Version {publication.number} publiée le{' '}
              {date(plainDateOf(publication.publishedAt))}. Consultable sans compte.
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
