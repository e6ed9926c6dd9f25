import { currentActor } from '#lib/auth/actor.ts'
import { listProjects } from '#lib/usecases/list-projects.ts'

const headers = { 'cache-control': 'no-store' }

/** The projects of the signed-in person, for programs. */
export async function GET(): Promise<Response> {
  const actor = await currentActor()
  if (actor === null) return Response.json({ error: 'not_signed_in' }, { status: 401, headers })
  const projects = await listProjects(actor)
  const rows = projects.map(({ id, slug, title, schoolYear, status, role, epoch }) => ({
    ...{ id, slug, title, schoolYear, status, role, epoch },
  }))
  return Response.json(rows, { headers })
}
