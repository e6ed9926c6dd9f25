import 'server-only'
import { type Db, database } from '#db/client.ts'
import { findProject, type Project } from '#db/queries/project.ts'
import { lockTeam } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { type AccountId, parseProjectId } from '#lib/domain/ids.ts'
import { can, type Role } from '#lib/domain/roles.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { LastHeadError, NotInTeamError } from './team-errors.ts'
import { isTeamRole, type TeamRole } from './team-role.ts'

/** The team of a project, held until the change that is made to it is committed. */
export type OpenTeam = {
  /** The transaction. */
  db: Db
  project: Project
  /**
   * The role of someone of the team.
   *
   * @throws {NotInTeamError}
   */
  roleOf(accountId: AccountId): TeamRole
  includes(accountId: AccountId): boolean
  /** @throws {NotAllowedError} the actor neither gives nor takes this role. */
  requireRight(role: Role): void
  /** @throws {LastHeadError} the project would be left without a head. */
  requireOtherHead(role: Role): void
}

/**
 * Changes the team of a project, one change after the other, then has the open sockets looked at.
 * Rights are read under the same lock as the team: who just lost theirs changes nothing.
 *
 * @throws {NotFoundError} no such project, or `actor` is not one of its members.
 */
export async function changeTeam<Value>(
  actor: SessionActor,
  projectId: string,
  change: (team: OpenTeam) => Promise<Value>,
): Promise<Value> {
  const id = parseProjectId(projectId)
  const db = await database()
  const project = id === null ? undefined : await findProject(db, id)
  if (project === undefined) throw new NotFoundError(`no project ${projectId}`)
  const changed = await db.transaction().execute(async (inside) => {
    const roles = await lockTeam(inside, project.id)
    const own = roles.get(actor.accountId)
    if (own === undefined) throw new NotFoundError(`${actor.accountId} is no member`)
    return change({ db: inside, project, ...rules(actor, own, roles) })
  })
  signalProject({ projectId: project.id, what: 'members' })
  return changed
}

function rules(
  { accountId, isAdmin }: SessionActor,
  role: Role,
  roles: ReadonlyMap<AccountId, Role>,
): Omit<OpenTeam, 'db' | 'project'> {
  return {
    roleOf: (id) => {
      const found = roles.get(id)
      if (found === undefined || !isTeamRole(found)) throw new NotInTeamError(`${id} is not in it`)
      return found
    },
    includes: (id) => roles.has(id),
    requireRight: (memberRole) => {
      if (can({ accountId, role, isAdmin }, 'manage-members', { memberRole })) return
      throw new NotAllowedError(`a ${role} neither gives nor takes the role ${memberRole}`)
    },
    requireOtherHead: (taken) => {
      const heads = [...roles.values()].filter((given) => given === 'head').length
      if (taken === 'head' && heads === 1) throw new LastHeadError('a project keeps a head')
    },
  }
}
