import type { Address } from '../load/bench-client.ts'
import type { WireName } from '../load/wires.ts'

export const serverNames = ['postgres', 'embedded', 'hocuspocus', 'y-websocket', 'relay'] as const
export type ServerName = (typeof serverNames)[number]

/** What a scenario needs: documents, all equal, with as many people in each. */
export type Needs = {
  readonly documents: number
  readonly people: number
  readonly base: Uint8Array
}

/** One server, running, in a process of its own. */
export type BenchServer = {
  readonly name: ServerName
  readonly wire: WireName
  readonly pid: number
  /** What runs its database, when that is another process. */
  readonly databasePid: number | null
  readonly acknowledges: boolean
  readonly isAnswered: boolean
  /** It has the documents from the start. */
  readonly isStored: boolean
  readonly documentNames: readonly string[]
  /** Of the person in the document; each comes from a network address of their own. */
  address(document: number, person: number): Address
  stop(): Promise<void>
}
