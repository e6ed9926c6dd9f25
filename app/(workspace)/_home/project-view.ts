import { groupHue } from '#app/_ui/group-hue.ts'
import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import { searchable } from '#lib/i18n/format.ts'
import { statusLabel } from '#lib/i18n/messages/status.ts'
import type { ProjectSummary } from '#lib/usecases/list-projects.ts'

type Groups = NonNullable<ProjectSummary['completeness']>['groups']

export function weaveRows(groups: Groups): WeaveRow[] {
  return groups.map(({ id, title, percent, sections }) => ({
    id,
    title,
    hue: groupHue(id),
    percent,
    segments: sections,
  }))
}

export function projectHref(project: { id: string }): string {
  return `/projets/${project.id}`
}

/** The address of a part in the project's page. */
export function sectionHref(project: { id: string }, number: number): string {
  return `${projectHref(project)}#partie-${number}`
}

/** Projects whose title, year, state or people hold every word of the query. */
export function findProjects(projects: readonly ProjectSummary[], query: string): ProjectSummary[] {
  const words = searchable(query).split(' ').filter(Boolean)
  return projects.filter((project) => {
    const people = project.people.map(({ firstName, lastName }) => `${firstName} ${lastName}`)
    const text = searchable(
      [project.title, project.schoolYear, statusLabel[project.status], ...people].join(' '),
    )
    return words.every((word) => text.includes(word))
  })
}
