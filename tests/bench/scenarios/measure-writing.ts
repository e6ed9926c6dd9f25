import { startLoad } from '../load/start-load.ts'
import type { CrowdedDocument, WritingJob, WritingResult } from '../load/writing-job.ts'
import { cpuUsOf, cpuUsOfFamily } from '../measure/process-usage.ts'
import type { BenchServer } from '../servers/bench-server.ts'

/** People in documents, and how they write. */
export type Crowds = {
  readonly documents: number
  readonly people: number
  readonly writers: number
  readonly editsPerSecond: number
  readonly pages: number
}

export type WritingMeasure = WritingResult & {
  /** Processor time of the server for one edit that reached one other person. */
  readonly cpuUsPerDelivery: number
  readonly cpuUsPerEdit: number
  /** The same of its database's processes; null when it has none. */
  readonly databaseCpuUsPerDelivery: number | null
  /** Share of one core that the server used. */
  readonly serverLoad: number
}

export type Durations = Pick<WritingJob, 'warmUpMs' | 'measureMs'>

export async function measureWriting(
  server: BenchServer,
  crowds: Crowds,
  options: Durations & { base: Uint8Array },
): Promise<WritingMeasure> {
  const { base, ...durations } = options
  const documents = crowdedDocuments(server, crowds, base)
  const { wire, acknowledges, isAnswered } = server
  const { editsPerSecond } = crowds
  const at: Record<string, ReturnType<typeof usage>> = {}
  const result = await startLoad(
    { kind: 'writing', wire, acknowledges, isAnswered, documents, editsPerSecond, ...durations },
    (moment) => {
      at[moment] = usage(server)
    },
  )
  const { measuring: before, measured: after } = at
  if (before === undefined || after === undefined) throw new Error('nothing was measured')
  const cpuUs = after.serverUs - before.serverUs
  return {
    ...result,
    cpuUsPerDelivery: cpuUs / result.deliveries,
    cpuUsPerEdit: cpuUs / result.edits,
    databaseCpuUsPerDelivery:
      server.databasePid === null
        ? null
        : (after.databaseUs - before.databaseUs) / result.deliveries,
    serverLoad: cpuUs / 1000 / (after.at - before.at),
  }
}

/** The documents of a server with their crowds. */
export function crowdedDocuments(
  server: BenchServer,
  crowds: Crowds,
  base: Uint8Array,
): CrowdedDocument[] {
  return Array.from({ length: crowds.documents }, (_, document) => ({
    name: server.documentNames[document] ?? '',
    connections: Array.from({ length: crowds.people }, (_, person) =>
      server.address(document, person),
    ),
    writers: crowds.writers,
    base,
    isStored: server.isStored,
  }))
}

function usage({ pid, databasePid }: BenchServer) {
  return {
    at: performance.now(),
    serverUs: cpuUsOf(pid),
    databaseUs: databasePid === null ? 0 : cpuUsOfFamily(databasePid),
  }
}
