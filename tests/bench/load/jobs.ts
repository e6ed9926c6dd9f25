import type { Address } from './bench-client.ts'
import type { WritingJob, WritingResult } from './writing-job.ts'

/** Connections that do nothing: first one in each document, then all the others. */
export type IdleJob = {
  readonly kind: 'idle'
  readonly documents: readonly (readonly Address[])[]
  readonly settleMs: number
}
export type IdleResult = { readonly open: number; readonly closed: number }

/** Documents opened one after the other. */
export type OpeningJob = { readonly kind: 'opening'; readonly addresses: readonly Address[] }
export type Opening = {
  /** From the first packet of the connection to the last of the first sync. */
  readonly ms: number
  readonly bytes: number
  /** Clocks that came, per client. */
  readonly clocks: ReadonlyMap<number, number>
}

/** Everyone writes until the server is gone. */
export type KillJob = { readonly kind: 'kill'; readonly writing: WritingJob }
/** What was acknowledged by then: clocks per client. */
export type KillResult = {
  readonly made: number
  readonly acknowledged: ReadonlyMap<number, number>
}

export type Job = WritingJob | IdleJob | OpeningJob | KillJob
export type ResultOf<Kind extends Job['kind']> = {
  writing: WritingResult
  idle: IdleResult
  opening: readonly Opening[]
  kill: KillResult
}[Kind]

/** Moments at which whoever looks at the server from outside has to look, or to act. */
export type Moment = 'measuring' | 'measured' | 'before' | 'opened' | 'connected' | 'kill'
