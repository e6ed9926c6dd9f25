import type { Quantiles } from '../measure/histogram.ts'
import type { Address } from './bench-client.ts'
import type { WireName } from './wires.ts'

/** One document and who is in it; the first `writers` connections write. */
export type CrowdedDocument = {
  readonly name: string
  readonly connections: readonly Address[]
  readonly writers: number
  /** What everyone has at first. */
  readonly base: Uint8Array
  /** False when the server has it not yet: the first who connects brings it. */
  readonly isStored: boolean
}

export type WritingJob = {
  readonly kind: 'writing'
  readonly wire: WireName
  /** The server says when an edit is stored. */
  readonly acknowledges: boolean
  /** False for a relay: it answers nothing. */
  readonly isAnswered: boolean
  readonly documents: readonly CrowdedDocument[]
  /** Of each writer. */
  readonly editsPerSecond: number
  readonly warmUpMs: number
  readonly measureMs: number
}

export type WritingResult = {
  /** Edits made in the time that was measured, and how often one had to be delivered. */
  readonly edits: number
  readonly deliveries: number
  readonly fanOutMs: Quantiles
  /** Null when the server acknowledges nothing. */
  readonly acknowledgedMs: Quantiles | null
  /** After everything had settled. */
  readonly missingDeliveries: number
  readonly missingAcknowledgements: number
  /** Acknowledged edits that someone who came afterwards did not get. */
  readonly acknowledgedAndMissing: number
  readonly closedConnections: number
  readonly holes: number
  /** Share of one core that the generator used itself: near 1 it would measure itself. */
  readonly generatorLoad: number
}
