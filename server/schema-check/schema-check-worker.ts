import { parentPort, workerData } from 'node:worker_threads'
import { checkParts } from '#lib/document/check-parts.ts'
import { openStored } from '#lib/document/open-stored.ts'

// Started by schema-checks.ts with the stored rows of a document; answers its invalid parts.
parentPort?.postMessage(await openStored(workerData, checkParts))
