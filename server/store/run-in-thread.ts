import { Worker } from 'node:worker_threads'
import { AppError } from '#lib/platform/errors.ts'

/** The thread ended without an answer. Nothing was written. */
export class ThreadEndedError extends AppError {
  override name = 'ThreadEndedError'
  override readonly code = 'thread_ended'
}

/** Runs a worker file, which posts one message and ends, while the rooms of the process go on. */
export function runInThread<Result>(file: URL, workerData: unknown): Promise<Result> {
  const worker = new Worker(file, { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new ThreadEndedError(`exit code ${code}`)))
  })
}

/** Above this, merging, encoding and reading take longer than the event loop may be held. */
const inlineBytes = 64 * 1024
const inlineUpdates = 600

type Rows = { readonly snapshot: Uint8Array | null; readonly updates: readonly Uint8Array[] }

/** Whether what is made of these rows is made in time here; `npm run bench:loop` measures it. */
export function isSmall({ snapshot, updates }: Rows): boolean {
  const bytes = updates.reduce((sum, update) => sum + update.byteLength, snapshot?.byteLength ?? 0)
  return bytes <= inlineBytes && updates.length <= inlineUpdates
}
