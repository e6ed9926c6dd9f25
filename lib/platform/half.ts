import { type Env, EnvError } from './env.ts'

/** What a process serves: pages, sockets, or both. */
export type Half = 'both' | 'pages' | 'sockets'

/**
 * Reads `--web-only` and `--sync-only`, the halves of a deployment on several processes.
 *
 * @throws {EnvError} a half without PostgreSQL: only one process can open the embedded database.
 */
export function readHalf(args: readonly string[], env: Pick<Env, 'databaseUrl'>): Half {
  const flag = args.find((arg) => arg === '--web-only' || arg === '--sync-only')
  // The sync server of a test that needs no build, in one process like the whole.
  if (flag === undefined) return args.includes('--no-pages') ? 'sockets' : 'both'
  if (env.databaseUrl === undefined) {
    throw new EnvError(`DATABASE_URL: required with ${flag} (several processes need PostgreSQL)`)
  }
  return flag === '--web-only' ? 'pages' : 'sockets'
}
