import Link from 'next/link'
import type { ReactNode } from 'react'
import { AvatarStack } from '#app/_ui/avatar-stack.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { UnbrokenYears } from '#app/_ui/unbroken-years.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import { Weave } from '#app/_ui/weave.tsx'
import { percent, relative, time } from '#lib/i18n/format.ts'
import { dayOfYear } from '#lib/i18n/weekdays.ts'
import type { ProjectSummary } from '#lib/usecases/list-projects.ts'
import styles from './project-table.module.css'
import { projectHref, weaveRows } from './project-view.ts'

const SHOWN_PEOPLE = 3

type ProjectTableProps = { title: string; projects: readonly ProjectSummary[]; now: string }

export function ProjectTable({ title, projects, now }: ProjectTableProps) {
  return (
    <section aria-labelledby="project-table" className={styles.section}>
      <Heading as="h2" size="panel" id="project-table">
        {title}
      </Heading>
      <Panel as="div">
        <div className={styles.columns} aria-hidden="true">
          <span />
          <span>Projet</span>
          <span>État</span>
          <span>Rédigé</span>
          <span>Dernière activité</span>
          <span>Équipe</span>
          <span>Prochaine réunion</span>
        </div>
        <ul>
          {projects.map((project) => (
            <ProjectRow key={project.id} project={project} now={now} />
          ))}
        </ul>
      </Panel>
    </section>
  )
}

function ProjectRow({ project, now }: { project: ProjectSummary; now: string }) {
  const { completeness, lastActivity, nextMeeting, people } = project
  return (
    <li className={styles.row}>
      <div className={styles.weave}>
        {completeness ? <Weave rows={weaveRows(completeness.groups)} /> : null}
      </div>
      <div className={styles.name}>
        {completeness ? (
          <Link className={styles.title} href={projectHref(project)}>
            <UnbrokenYears text={project.title} />
          </Link>
        ) : (
          <PublishedTitle project={project} />
        )}
        <div className={styles.note}>{project.levels.join(', ') || project.schoolYear}</div>
      </div>
      <Cell name="État">
        <StatusChip status={project.status} />
      </Cell>
      <Cell name="Rédigé" className={styles.number}>
        {completeness ? percent(completeness.percent) : null}
      </Cell>
      <Cell name="Dernière activité">
        {lastActivity
          ? `${capitalised(relative(lastActivity.at, now))}, ${shortName(lastActivity.by)}`
          : null}
      </Cell>
      <Cell name="Équipe">
        {people.length > 0 ? <AvatarStack people={people.slice(0, SHOWN_PEOPLE)} /> : null}
      </Cell>
      <Cell name="Prochaine réunion">
        {nextMeeting ? meetingDay(nextMeeting) : completeness ? 'Aucune' : null}
      </Cell>
    </li>
  )
}

/** It leads to the published text, which is all that this person may read. */
function PublishedTitle({ project }: { project: ProjectSummary }) {
  const title = <UnbrokenYears text={project.title} />
  if (project.publication === null) return <span className={styles.title}>{title}</span>
  return (
    <a className={styles.title} href={`/p/${project.slug}`}>
      {title}
    </a>
  )
}

type CellProps = { name: string; className?: string | undefined; children: ReactNode }

function Cell({ name, className, children }: CellProps) {
  if (children === null) return <div className={styles.empty} />
  return (
    <div className={[styles.cell, className].filter(Boolean).join(' ')}>
      <VisuallyHidden>{name} : </VisuallyHidden>
      {children}
    </div>
  )
}

function meetingDay({ date, startTime }: NonNullable<ProjectSummary['nextMeeting']>): string {
  return startTime ? `${dayOfYear(date)}, ${time(startTime)}` : dayOfYear(date)
}

/** « L. Marchevelle » */
function shortName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${[...firstName][0] ?? ''}.\u00A0${lastName}`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
