import 'server-only'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId } from '#lib/domain/ids.ts'

export type NewProject = {
  /** "2026-2027" */
  schoolYear: string
  /** Id of the template's enum `schoolType`. */
  schoolType: string
  /** Ids of the template's enum `level`, at least one, of that type of school. */
  levels: string[]
  /** Accounts of the school; the creator is added. */
  coordinatorAccountIds: string[]
  /** In order. With `id`: an optional part of the template. Without: a part of the school's own. */
  optionalSections: { id?: string | undefined; title: string }[]
  title?: string | undefined
}

/**
 * Creates a project from the template, in draft, with its document, members and audit row at once.
 *
 * @throws {InvalidInputError} `field` names what is wrong, in the words of `NewProject`.
 * @throws {NotAllowedError} an account that only administers.
 */
export async function createProject(
  _actor: SessionActor,
  _input: unknown,
): Promise<{ id: ProjectId; slug: string }> {
  throw new Error('not ready')
}
