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

export function createVersionStore(db: Db): VersionStore {
  return {
    store: async (projectId, kind) =>
      (await storeVersion(db, { projectId, kind, accountId: null })) !== null,
  }
}
