import { pino } from 'pino'
import { readLogLevel } from './env.ts'
import { processSlot } from './process-slot.ts'

/** Structured log on standard output: ids and codes, never text of a document, never a secret. */
export const log = processSlot('log', () => pino({ level: readLogLevel() }))
