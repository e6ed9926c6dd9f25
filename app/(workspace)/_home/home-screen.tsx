'use client'

import { useRef, useState } from 'react'
import { Heading } from '#app/_ui/heading.tsx'
import { ThemeButton } from '#app/_ui/theme-button.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import { count } from '#lib/i18n/format.ts'
import type { ProjectSummary } from '#lib/usecases/list-projects.ts'
import type { NewProjectChoices } from '../_new-project/choices.ts'
import { NewProject } from '../_new-project/new-project.tsx'
import { AccountMenu, type SignedInPerson } from './account-menu.tsx'
import { CurrentProject } from './current-project.tsx'
import { EmptyHome } from './empty-home.tsx'
import { FoundProjects } from './found-projects.tsx'
import styles from './home-screen.module.css'
import { ProjectTable } from './project-table.tsx'
import { findProjects } from './project-view.ts'
import { SearchProjects } from './search-projects.tsx'
import { ToDoList } from './to-do-list.tsx'

export type HomeScreenProps = {
  me: SignedInPerson
  place: string
  projects: readonly ProjectSummary[]
  /** The moment of the request, so that « il y a 3 minutes » is the same on server and browser. */
  now: string
  /** The threads of an empty project, for the empty state. */
  emptyWeave: readonly WeaveRow[]
  /** Null: this person may not create a project. */
  newProject: NewProjectChoices | null
  newProjectOpen: boolean
}

export function HomeScreen(props: HomeScreenProps) {
  const { me, place, projects, now, newProject } = props
  const [query, setQuery] = useState('')
  const searchRef = useRef<HTMLInputElement>(null)
  const clear = () => {
    setQuery('')
    searchRef.current?.focus()
  }
  return (
    <>
      <TopBar place={place}>
        {projects.length > 0 ? (
          <SearchProjects query={query} onChange={setQuery} inputRef={searchRef} />
        ) : null}
        <ThemeButton />
        <AccountMenu person={me} />
      </TopBar>
      <main id="contenu" className={styles.main}>
        <div className={styles.head}>
          <Heading as="h1" size="page">
            Mes projets
          </Heading>
          {newProject && projects.length > 0 ? (
            <NewProject choices={newProject} initiallyOpen={props.newProjectOpen} />
          ) : null}
        </div>
        {/* Always there, so that what comes into it is announced. */}
        <div role="status" className={styles.status}>
          {query.trim() === '' ? null : <VisuallyHidden>{found(projects, query)}</VisuallyHidden>}
        </div>
        {query.trim() === '' ? (
          <Overview {...props} />
        ) : (
          <FoundProjects projects={projects} query={query} now={now} onClear={clear} />
        )}
      </main>
    </>
  )
}

function found(projects: readonly ProjectSummary[], query: string): string {
  const matches = findProjects(projects, query).length
  return count(matches, 'projet trouvé', 'projets trouvés')
}

function Overview(props: HomeScreenProps) {
  const { projects, now, emptyWeave, newProject } = props
  const [current, ...others] = projects
  if (!current) {
    return (
      <EmptyHome weave={emptyWeave}>
        {newProject ? (
          <NewProject choices={newProject} initiallyOpen={props.newProjectOpen} first />
        ) : null}
      </EmptyHome>
    )
  }
  return (
    <>
      <div className={styles.top}>
        <CurrentProject project={current} now={now} />
        {current.completeness ? <ToDoList project={current} /> : null}
      </div>
      {others.length > 0 ? (
        <ProjectTable title="Autres projets" projects={others} now={now} />
      ) : null}
    </>
  )
}
