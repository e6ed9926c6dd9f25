/** Says, before anything slow, which variable of the environment is wrong. */
import { EnvError, readEnv } from '#lib/platform/env.ts'
import { readHalf } from '#lib/platform/half.ts'

try {
  readHalf(process.argv, readEnv())
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(`Trame cannot start: ${error.message}`)
  process.exitCode = 1
}
