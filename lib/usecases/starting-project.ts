import 'server-only'
import type { School } from '#db/queries/school.ts'
import { blankProject } from '#lib/domain/blank-project.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import type { ProjectActor } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import type { NewMember } from './new-members.ts'
import type { CheckedProject } from './new-project-input.ts'

type Start = {
  given: CheckedProject
  school: School
  members: readonly NewMember[]
  ownSections: readonly { id: SectionId; title: string }[]
}

/** The content of a new project: nothing but what its form and its school say. */
export function startingProject({ given, school, members, ownSections }: Start): Project {
  const actors = members.map(actorOf)
  const coordinators = actors.filter(({ role }) => role === 'ap-coordinator')
  const { schoolType, levels, schoolYear } = given
  const project = blankProject({
    template,
    ownSections,
    header: {
      ...{ schoolName: school.name, city: school.city, academy: school.academy },
      ...{ schoolType, levels, schoolYear: schoolYear.id },
      ...{ yearStart: schoolYear.yearStart, yearEnd: schoolYear.yearEnd },
      coordinatorIds: coordinators.map(({ id }) => id).toSorted(),
    },
  })
  return { ...project, actors, calendar: { ...project.calendar, zone: school.zone ?? '' } }
}

function actorOf({ account, role }: NewMember): ProjectActor {
  return {
    id: `act-${account.id}`,
    archivedAt: null,
    displayName: `${account.firstName} ${account.lastName}`,
    role: role === 'head' ? 'head' : 'ap-coordinator',
    function: account.jobTitle,
    disciplines: [],
    levels: [],
    accountId: account.id,
    publicDisplay: 'function',
  }
}
