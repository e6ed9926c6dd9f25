import 'server-only'
import { groupHue } from '#app/_ui/group-hue.ts'
import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import type { Actor } from '#lib/auth/actor.ts'
import { template } from '#lib/domain/template.ts'
import { systemClock } from '#lib/platform/clock.ts'
import { currentSchool } from '#lib/usecases/current-school.ts'
import { listColleagues } from '#lib/usecases/list-colleagues.ts'
import { listProjects } from '#lib/usecases/list-projects.ts'
import { newProjectChoices } from '../_new-project/load-choices.ts'
import type { HomeScreenProps } from './home-screen.tsx'

/** All that « Mes projets » shows to a person. */
export async function loadHome(actor: Actor): Promise<Omit<HomeScreenProps, 'newProjectOpen'>> {
  const [school, projects, colleagues] = await Promise.all([
    currentSchool(),
    listProjects(actor),
    listColleagues(actor),
  ])
  const now = new Date(systemClock())
  const me = colleagues.find((colleague) => colleague.isMe)
  const weave = emptyWeave()
  return {
    me: {
      id: actor.accountId,
      firstName: actor.firstName,
      lastName: actor.lastName,
      email: actor.email,
      color: me?.color ?? 8,
    },
    place: school ? `${school.name}, ${school.city}` : '',
    projects,
    now: now.toISOString(),
    emptyWeave: weave,
    newProject: me ? newProjectChoices({ school, colleagues, weave, now }) : null,
  }
}

function emptyWeave(): WeaveRow[] {
  return template.groups.map(({ id, title }) => ({
    id,
    title,
    hue: groupHue(id),
    percent: 0,
    segments: template.sections
      .filter((section) => section.group === id)
      .map((section) => ({ id: section.id, percent: 0 })),
  }))
}
