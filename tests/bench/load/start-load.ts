import { fork } from 'node:child_process'
import type { Job, Moment, ResultOf } from './jobs.ts'

type Message<Kind extends Job['kind']> = { moment: Moment } | { result: ResultOf<Kind> }

/** Runs a job in a process of its own, and calls back at the moments that it tells. */
export function startLoad<Kind extends Job['kind']>(
  job: Extract<Job, { kind: Kind }>,
  onMoment: (moment: Moment) => void = () => undefined,
): Promise<ResultOf<Kind>> {
  const load = fork(new URL('./load-process.ts', import.meta.url), { serialization: 'advanced' })
  return new Promise((resolve, reject) => {
    load.on('message', (message: Message<Kind>) => {
      if ('moment' in message) onMoment(message.moment)
      else resolve(message.result)
    })
    load.once('error', reject)
    load.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    load.send(job)
  })
}
