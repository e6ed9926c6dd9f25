import { z } from 'zod'
import { onProjectSignal, type ProjectSignal } from '#lib/platform/project-signals.ts'
import type { Events } from '#server/metrics/events.ts'
import type { Bus } from './bus.ts'

const channel = 'signals'

const signalSchema = z.object({
  projectId: z.uuid(),
  what: z.enum(['document', 'members', 'parts', 'status', 'versions']),
})

export type SharedSignalsOptions = {
  readonly bus: Bus
  readonly events: Pick<Events, 'busMessageIgnored'>
  /** Absent in a process without rooms, which only tells. */
  readonly hear?: (signal: ProjectSignal) => void
}

/**
 * What happens to projects outside of their rooms is told to every node, and heard from every node
 * (K10): pages may be served by another process than the rooms.
 *
 * @returns what ends it.
 */
export function shareSignals({ bus, events, hear = ignore }: SharedSignalsOptions): () => void {
  const stopTelling = onProjectSignal((signal) => {
    hear(signal)
    publishSignal(bus, signal)
  })
  const subscription = bus.subscribe(channel, (message) => {
    try {
      hear(signalSchema.parse(JSON.parse(new TextDecoder().decode(message))))
    } catch (error) {
      events.busMessageIgnored(error)
    }
  })
  return () => {
    stopTelling()
    subscription.end()
  }
}

export function publishSignal(bus: Bus, signal: ProjectSignal): void {
  bus.publish(channel, () => new TextEncoder().encode(JSON.stringify(signal)))
}

function ignore(): void {
  // Without rooms nobody here has to know.
}
