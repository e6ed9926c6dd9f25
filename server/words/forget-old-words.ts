import type { Db } from '#db/client.ts'
import { deleteReturnedTextsBefore } from '#db/queries/returned-text.ts'
import type { Events } from '#server/metrics/events.ts'

const keptDays = 30
const dayMs = 24 * 3_600_000

/** Words that nobody wanted for 30 days leave no trace. */
export async function forgetOldWords(
  db: Db,
  { now, events }: { now: Date; events: Pick<Events, 'failed'> },
): Promise<void> {
  try {
    await deleteReturnedTextsBefore(db, new Date(now.getTime() - keptDays * dayMs))
  } catch (error) {
    events.failed('forgetting old words', error)
  }
}
