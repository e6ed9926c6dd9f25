import { currentActor } from '#lib/auth/actor.ts'
import { listProjectRecords } from '#lib/usecases/list-project-records.ts'

const headers = { 'cache-control': 'no-store' }

/** The projects of the signed-in person, for programs. */
export async function GET(): Promise<Response> {
  const actor = await currentActor()
  if (actor === null) return Response.json({ error: 'not_signed_in' }, { status: 401, headers })
  return Response.json(await listProjectRecords(actor), { headers })
}
