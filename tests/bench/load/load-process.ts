import type { Job, Moment } from './jobs.ts'
import { runIdle } from './run-idle.ts'
import { runKill } from './run-kill.ts'
import { runOpening } from './run-opening.ts'
import { runWriting } from './run-writing.ts'

// Started by start-load.ts: a process of its own, so that what makes the load is not measured with
// what bears it, and no job inherits the memory of the one before.
process.once('message', (job: Job) => {
  run(job, (moment) => process.send?.({ moment })).then(
    (result) => process.send?.({ result }, () => process.exit(0)),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

function run(job: Job, tell: (moment: Moment) => void): Promise<unknown> {
  switch (job.kind) {
    case 'writing':
      return runWriting(job, tell)
    case 'idle':
      return runIdle(job, tell)
    case 'opening':
      return runOpening(job)
    case 'kill':
      return runKill(job, tell)
  }
}
