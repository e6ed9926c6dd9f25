import 'server-only'
import { database } from '#db/client.ts'
import { listProjectsOfAccount } from '#db/queries/project.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'

export type ProjectRecord = {
  id: ProjectId
  slug: string
  title: string
  schoolYear: string
  status: ProjectStatus
  role: Role
  epoch: number
}

/** The projects that `actor` is a member of, without reading their content. */
export async function listProjectRecords(actor: SessionActor): Promise<ProjectRecord[]> {
  const projects = await listProjectsOfAccount(await database(), actor.accountId)
  return projects.map(({ id, slug, title, schoolYear, status, role, epoch }) => ({
    ...{ id, slug, title, schoolYear, status, role, epoch },
  }))
}
