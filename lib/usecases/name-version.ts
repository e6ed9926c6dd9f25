import 'server-only'
import { z } from 'zod'
import { database } from '#db/client.ts'
import { setVersionLabel } from '#db/queries/version.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import { parseVersionId, type VersionId } from '#lib/domain/ids.ts'
import { NotFoundError } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { storeVersion } from '#lib/versions/store-version.ts'
import { parseInput } from './parse-input.ts'
import { projectOfMember } from './project-of-member.ts'

const maxNameLength = 120

const naming = z.object({
  projectId: z.string(),
  /** Null: the present state, which becomes a version. */
  versionId: z.string().nullable(),
  name: z
    .string()
    .transform((name) => name.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Donnez un nom à la version.')
        .max(maxNameLength, `Un nom a ${maxNameLength}\u00A0caractères au plus.`),
    ),
})

export type Naming = z.input<typeof naming>

/**
 * Gives a version its name, or stores the present state under one.
 *
 * @returns the version that has the name.
 * @throws {InvalidInputError} no name, or one of more than 120 characters.
 * @throws {NotFoundError} no such project or version, or `actor` is not one of its members.
 * @throws {NotAllowedError} a member who may not name versions.
 */
export async function nameVersion(actor: SessionActor, input: Naming): Promise<VersionId> {
  const { projectId, versionId, name } = parseInput(naming, input)
  const { project } = await projectOfMember(actor, projectId, 'name-version')
  const { accountId } = actor
  const db = await database()
  const id =
    versionId === null
      ? await storeVersion(db, { projectId: project.id, kind: 'named', label: name, accountId })
      : parseVersionId(versionId)
  if (id === null) throw new NotFoundError(`no version ${versionId} of ${projectId}`)
  if (versionId !== null) {
    const isKnown = await setVersionLabel(db, { projectId: project.id, id, label: name })
    if (!isKnown) throw new NotFoundError(`no version ${versionId} of ${projectId}`)
  }
  signalProject({ projectId: project.id, what: 'versions' })
  return id
}
