import { vi } from 'vitest'
import type { Bus } from '#server/cluster/bus.ts'

/** Resolves once what `from` sends reaches `to`: what is published before that is lost. */
export async function untilHeard(from: Bus, to: Bus): Promise<void> {
  let isHeard = false
  const channel = `probe-${crypto.randomUUID()}`
  const probe = to.subscribe(channel, () => {
    isHeard = true
  })
  await probe.active
  await vi.waitUntil(
    () => {
      from.publish(channel, () => new Uint8Array(1))
      return isHeard
    },
    { timeout: 15_000 },
  )
  probe.end()
}
