import type { TestPeer } from './test-peer.ts'

type Person = { name: string; color: number; role: string }
export type Seen = { clock: number; state: { user: Person } | null }

/** Who is there as one page has it: y-protocols' rule of clocks, over all that came. */
export function seenBy(peer: TestPeer): Map<number, Seen> {
  const seen = new Map<number, Seen>()
  for (const { entries } of peer.of('awareness')) {
    for (const { clientId, clock, state } of entries) {
      const known = seen.get(clientId)
      const isLeaving = clock === known?.clock && state === 'null'
      if (known !== undefined && clock <= known.clock && !isLeaving) continue
      seen.set(clientId, { clock, state: JSON.parse(state) })
    }
  }
  return seen
}
