import { type Db, openDatabase } from '#db/client.ts'
import { findProject } from '#db/queries/project.ts'
import { type ProjectId, parseProjectId } from '#lib/domain/ids.ts'
import { readEnv } from '#lib/platform/env.ts'

export type Report = { readonly lines: readonly string[]; readonly isWell: boolean }

export type RoomCommand = {
  /** What follows the project's id, for the usage line. */
  readonly usage?: string
  readonly run: (db: Db, projectId: ProjectId, rest: readonly string[]) => Promise<Report>
}

/**
 * Runs a command on one project's document and prints its report. Exit code 1: it is not well; 2: it
 * could not be looked at, for instance because a running server has the embedded database.
 */
export async function runRoomCommand({ usage = '', run }: RoomCommand): Promise<void> {
  const [, script = '', id, ...rest] = process.argv
  const projectId = parseProjectId(id)
  if (projectId === null) {
    const name = script.slice(script.lastIndexOf('/') + 1)
    return fail(`usage: node server/scripts/${name} PROJECT_ID${usage && ` ${usage}`}
The id is in the project's address: /projets/PROJECT_ID`)
  }
  try {
    const { lines, isWell } = await withProject(projectId, (db) => run(db, projectId, rest))
    process.stdout.write(`${lines.join('\n')}\n`)
    process.exitCode = isWell ? 0 : 1
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
}

async function withProject<Value>(
  projectId: ProjectId,
  use: (db: Db) => Promise<Value>,
): Promise<Value> {
  const opened = await openDatabase(readEnv())
  try {
    const project = await findProject(opened.db, projectId)
    if (project === undefined) throw new Error(`no project ${projectId}`)
    return await use(opened.db)
  } finally {
    await opened.close()
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`)
  process.exitCode = 2
}
