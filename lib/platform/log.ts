import { type DestinationStream, pino } from 'pino'
import { readLogLevel } from './env.ts'
import { processSlot } from './process-slot.ts'

/** Structured log on standard output: ids and codes, never text of a document, never a secret. */
export const log = processSlot('log', () => createLog(readLogLevel()))

/** @param destination where the lines go; standard output unless a test reads them. */
export function createLog(level: string, destination?: DestinationStream) {
  const options = { level, serializers: { err: describeError } }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * An error for the log. What a parser (`SyntaxError`) or an editor's schema (`RangeError`) says
 * quotes what it was given: of those, name and stack alone.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error
  const { name: type, message, stack = '', cause } = error
  const isQuoting = error instanceof SyntaxError || error instanceof RangeError
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type,
    ...('code' in error && { code: error.code }),
    ...(!isQuoting && { message }),
    stack: frames.join('\n'),
    ...(cause !== undefined && { cause: describeError(cause) }),
  }
}
