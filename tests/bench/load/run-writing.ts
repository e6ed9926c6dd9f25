import { setTimeout as pause } from 'node:timers/promises'
import { Histogram } from '../measure/histogram.ts'
import { Crowd } from './crowd.ts'
import type { Moment } from './jobs.ts'
import type { WritingJob, WritingResult } from './writing-job.ts'

const settleMs = 20_000
/** Everyone writes faster at first, up to these: a server is measured once its code is compiled. */
const warmUpDeliveriesPerSecond = 10_000
const maxHaste = 15
const calmMs = 1_000

/** Lets everyone write together, and measures. */
export async function runWriting(
  job: WritingJob,
  tell: (moment: Moment) => void,
): Promise<WritingResult> {
  const window = { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY }
  const [latency, acknowledgement] = [new Histogram(), new Histogram()]
  const measured = { window, latency, acknowledgement }
  const crowds = job.documents.map((document) => new Crowd(job, document, measured))
  for (const crowd of crowds) await crowd.join()
  const settled = () => crowds.every((crowd) => crowd.ledger.missing() === 0)
  if (!(await until(settled))) throw new Error(`not everyone got it: ${whyNot(crowds)}`)
  for (const crowd of crowds) crowd.startWriting(warmUpHaste(job))
  await pause(job.warmUpMs)
  for (const crowd of crowds) crowd.stopWriting()
  // Whatever the haste left behind is not measured.
  await until(() => settled() && areAcknowledged(crowds))
  for (const crowd of crowds) crowd.startWriting()
  await pause(calmMs)
  tell('measuring')
  window.start = performance.now()
  const editsBefore = editsOf(crowds)
  const cpu = process.cpuUsage()
  await pause(job.measureMs)
  tell('measured')
  window.end = performance.now()
  const { user, system } = process.cpuUsage(cpu)
  const edits = editsOf(crowds).map((count, index) => count - (editsBefore[index] ?? 0))
  for (const crowd of crowds) crowd.stopWriting()
  await until(() => settled() && areAcknowledged(crowds))
  const closedConnections = sum(crowds.map((crowd) => crowd.closedConnections()))
  const missing = sum(crowds.map((crowd) => crowd.ledger.missing()))
  const missingAcknowledgements = sum(crowds.map((crowd) => crowd.missingAcknowledgements()))
  const lost = await Promise.all(crowds.map((crowd) => crowd.acknowledgedAndMissing()))
  for (const crowd of crowds) crowd.leave()
  return {
    edits: sum(edits),
    deliveries: sum(
      edits.map((count, index) => count * ((job.documents[index]?.connections.length ?? 0) - 1)),
    ),
    fanOutMs: latency.quantiles(),
    acknowledgedMs: job.acknowledges ? acknowledgement.quantiles() : null,
    missingDeliveries: missing,
    missingAcknowledgements,
    acknowledgedAndMissing: sum(lost),
    closedConnections,
    holes: sum(crowds.map((crowd) => crowd.ledger.holes)),
    generatorLoad: (user + system) / 1000 / (window.end - window.start),
  }
}

function warmUpHaste({ documents, editsPerSecond }: WritingJob): number {
  const perEdit = documents.map(({ writers, connections }) => writers * (connections.length - 1))
  const usual = sum(perEdit) * editsPerSecond
  return Math.max(1, Math.min(maxHaste, warmUpDeliveriesPerSecond / usual))
}

function areAcknowledged(crowds: readonly Crowd[]): boolean {
  return crowds.every((crowd) => crowd.missingAcknowledgements() === 0)
}

function editsOf(crowds: readonly Crowd[]): number[] {
  return crowds.map(({ writers }) => sum(writers.map(({ clock }) => clock)))
}

function whyNot(crowds: readonly Crowd[]): string {
  const closing = crowds.map((crowd) => crowd.firstClosing()).find((why) => why !== undefined)
  return closing ?? `${sum(crowds.map((crowd) => crowd.ledger.missing()))} deliveries are missing`
}

/** False when it does not become true in time. */
async function until(isTrue: () => boolean): Promise<boolean> {
  const giveUpAt = performance.now() + settleMs
  while (!isTrue()) {
    if (performance.now() > giveUpAt) return false
    await pause(20)
  }
  return true
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
