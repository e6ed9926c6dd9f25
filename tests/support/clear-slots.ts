import { afterAll } from 'vitest'
import { clearProcessSlots } from '#lib/platform/process-slot.ts'

/** The next file of this worker finds what a new process would: no database of another one's. */
afterAll(clearProcessSlots)
