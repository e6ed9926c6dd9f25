/** Says, before anything slow, which variable of the environment is wrong. */
import { EnvError, readEnv } from '#lib/platform/env.ts'

try {
  readEnv()
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(`Trame cannot start: ${error.message}`)
  process.exitCode = 1
}
