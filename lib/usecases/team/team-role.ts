import 'server-only'
import { z } from 'zod'
import type { Role } from '#lib/domain/roles.ts'

/** Roles in the order of the list. A guest is not of the team: parts are opened to them one by one. */
export const teamRoles = ['head', 'coordinator', 'editor', 'commenter', 'reader'] as const
export type TeamRole = (typeof teamRoles)[number]

export const teamRoleInput = z.enum(teamRoles, 'Choisissez un rôle.')

export function isTeamRole(role: Role): role is TeamRole {
  return role !== 'guest'
}
