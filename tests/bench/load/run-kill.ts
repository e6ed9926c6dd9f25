import { setTimeout as pause } from 'node:timers/promises'
import { Histogram } from '../measure/histogram.ts'
import { Crowd } from './crowd.ts'
import type { KillJob, KillResult, Moment } from './jobs.ts'

export async function runKill(
  { writing }: KillJob,
  tell: (moment: Moment) => void,
): Promise<KillResult> {
  const window = { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY }
  const measured = { window, latency: new Histogram(), acknowledgement: new Histogram() }
  const crowds = writing.documents.map((document) => new Crowd(writing, document, measured))
  for (const crowd of crowds) await crowd.join()
  for (const crowd of crowds) crowd.startWriting()
  await pause(writing.measureMs)
  tell('kill')
  while (crowds.some((crowd) => crowd.closedConnections() < crowd.writers.length)) await pause(5)
  for (const crowd of crowds) crowd.stopWriting()
  const writers = crowds.flatMap((crowd) => crowd.writers)
  return {
    made: writers.reduce((sum, { clock }) => sum + clock, 0),
    acknowledged: new Map(crowds.flatMap((crowd) => crowd.acknowledged())),
  }
}
