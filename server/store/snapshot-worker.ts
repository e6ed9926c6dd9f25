import { parentPort, workerData } from 'node:worker_threads'
import { buildSnapshot } from './snapshot.ts'

// Started by snapshot-thread.ts with what `buildSnapshot` takes; answers what it gives.
parentPort?.postMessage(await buildSnapshot(workerData))
