import type { Db } from '#db/client.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { storeVersion } from '#lib/versions/store-version.ts'

/** Why a room asks for a version. */
export type RoomVersion = 'automatic' | 'before-deletion'

/** Where a room's versions are kept. */
export interface VersionStore {
  /**
   * Stores the present state of the log. False when the newest version has it already, or when there
   * is no such project. Rejects when the database fails.
   */
  store(projectId: ProjectId, kind: RoomVersion): Promise<boolean>
}

/** @param checks told of each document of which a burst of writing has ended. */
export function createVersionStore(
  db: Db,
  checks: { ask(projectId: ProjectId): void },
): VersionStore {
  return {
    store: async (projectId, kind) => {
      const isStored = (await storeVersion(db, { projectId, kind, accountId: null })) !== null
      if (isStored && kind === 'automatic') checks.ask(projectId)
      return isStored
    },
  }
}
