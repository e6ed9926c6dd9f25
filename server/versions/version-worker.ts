import { parentPort, workerData } from 'node:worker_threads'
import { describeVersion } from '#lib/versions/describe-version.ts'

// Started by version-thread.ts with what `describeVersion` takes; answers what it gives.
parentPort?.postMessage(await describeVersion(workerData))
