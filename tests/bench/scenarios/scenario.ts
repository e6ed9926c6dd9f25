import type { Outcome } from '../report/outcome.ts'
import type { BenchPostgres } from '../servers/bench-postgres.ts'
import type { ServerName } from '../servers/bench-server.ts'

/** What every scenario may use. */
export type Bench = {
  readonly postgres: BenchPostgres
  /** Shorter, and smaller where size costs time: to see that it works, not to quote. */
  readonly isQuick: boolean
  readonly warmUpMs: number
  readonly measureMs: number
  /** Whether a server is wanted in a scenario of writing. */
  readonly isMeasured: (server: ServerName) => boolean
  readonly say: (line: string) => void
}

export type Scenario = {
  readonly name: string
  readonly run: (bench: Bench) => Promise<Outcome>
}
