import { createHmac } from 'node:crypto'
import type { Events } from '#server/metrics/events.ts'
import type { Bus } from './bus.ts'
import { MemoryBus } from './memory-bus.ts'
import { RedisBus } from './redis-bus.ts'

export type OpenBusOptions = {
  readonly redisUrl: string | undefined
  /** What the nodes of one deployment have in common: others on the same Redis are not heard. */
  readonly secret: string
  readonly events: Pick<Events, 'busLost' | 'busBack' | 'busMessageIgnored'>
}

/** Redis when there is one, else this process alone. Does not wait for it. */
export function openBus({ redisUrl, secret, events }: OpenBusOptions): Bus {
  if (redisUrl === undefined) return new MemoryBus()
  return new RedisBus({ url: redisUrl, namespace: busNamespace(secret), events })
}

/** Tells nothing of the secret. */
export function busNamespace(secret: string): string {
  return createHmac('sha256', secret).update('bus').digest('hex').slice(0, 16)
}
