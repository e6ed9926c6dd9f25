import { Calendar, Clock } from 'lucide-react'
import { AvatarStack } from '#app/_ui/avatar-stack.tsx'
import { buttonClass } from '#app/_ui/button.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { LinkButton } from '#app/_ui/link-button.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { UnbrokenYears } from '#app/_ui/unbroken-years.tsx'
import { Weave } from '#app/_ui/weave.tsx'
import { andOthers, date, percent, plainDateOf, plural, relative, time } from '#lib/i18n/format.ts'
import { roleLabel } from '#lib/i18n/messages/role.ts'
import { dayOfYear } from '#lib/i18n/weekdays.ts'
import type { ProjectSummary } from '#lib/usecases/list-projects.ts'
import styles from './current-project.module.css'
import { projectHref, sectionHref, weaveRows } from './project-view.ts'

const SHOWN_PEOPLE = 6

type CurrentProjectProps = { project: ProjectSummary; now: string }

/** The project to go on with: what happened last, who is in it, and how far it is written. */
export function CurrentProject({ project, now }: CurrentProjectProps) {
  return (
    <Panel
      as="article"
      className={project.completeness ? styles.hero : styles.alone}
      aria-labelledby="current-project"
    >
      <div>
        <StatusChip status={project.status} />
        <Heading as="h2" size="part" id="current-project" className={styles.title}>
          <UnbrokenYears text={project.title} />
        </Heading>
        {project.completeness ? (
          <Facts project={project} now={now} />
        ) : (
          <p className={styles.closed}>
            Votre rôle ({roleLabel[project.role]}) donne accès aux versions publiées de ce projet,
            pas au texte en cours de rédaction.
          </p>
        )}
        {project.completeness ? <GoOn project={project} /> : <ReadPublished project={project} />}
      </div>
      {project.completeness ? <Progress completeness={project.completeness} /> : null}
    </Panel>
  )
}

function Facts({ project, now }: CurrentProjectProps) {
  const { lastActivity, nextMeeting, people } = project
  return (
    <ul className={styles.facts}>
      {lastActivity ? (
        <li>
          <Clock size={18} strokeWidth={1.75} aria-hidden />
          <span>
            Modifié {relative(lastActivity.at, now)} par{' '}
            <b>
              {lastActivity.by.firstName} {lastActivity.by.lastName}
            </b>
          </span>
        </li>
      ) : null}
      {nextMeeting ? (
        <li>
          <Calendar size={18} strokeWidth={1.75} aria-hidden />
          <span>
            {nextMeeting.title}{' '}
            <b>
              {dayOfYear(nextMeeting.date)}
              {nextMeeting.startTime ? `, ${time(nextMeeting.startTime)}` : ''}
            </b>
          </span>
        </li>
      ) : null}
      <li>
        <AvatarStack people={people.slice(0, SHOWN_PEOPLE)} />
        <span className={styles.others}>{andOthers(people.length - SHOWN_PEOPLE)}</span>
      </li>
    </ul>
  )
}

function GoOn({ project }: { project: ProjectSummary }) {
  const { resumeAt } = project
  const writes = ['head', 'coordinator', 'editor'].includes(project.role)
  if (writes && resumeAt && project.status === 'draft') {
    return (
      <LinkButton variant="primary" href={sectionHref(project, resumeAt.number)}>
        Reprendre à la partie {resumeAt.number}
      </LinkButton>
    )
  }
  return (
    <LinkButton variant="primary" href={projectHref(project)}>
      Ouvrir le projet
    </LinkButton>
  )
}

/** For whom the published text is all there is to read. */
function ReadPublished({ project: { slug, publication } }: { project: ProjectSummary }) {
  if (publication === null) {
    return <p className={styles.closed}>Aucune version n’est publiée pour le moment.</p>
  }
  const { number, publishedAt } = publication
  return (
    <a className={buttonClass({ variant: 'primary' })} href={`/p/${slug}`}>
      Lire la version {number}, publiée le {date(plainDateOf(publishedAt))}
    </a>
  )
}

type ProgressProps = { completeness: NonNullable<ProjectSummary['completeness']> }

function Progress({ completeness }: ProgressProps) {
  const { percent: woven, mandatoryLeft, groups } = completeness
  return (
    <div className={styles.loom}>
      <div className={styles.loomHead}>
        <h3>Avancement</h3>
        <b>{percent(woven)}</b>
      </div>
      <Weave size="labelled" rows={weaveRows(groups)} />
      <p className={styles.left}>
        {mandatoryLeft === 0
          ? 'Toutes les parties obligatoires sont complètes.'
          : `${mandatoryLeft}\u00A0${plural(mandatoryLeft, 'partie obligatoire', 'parties obligatoires')} à finir`}
      </p>
    </div>
  )
}
