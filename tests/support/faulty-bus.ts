import type { Bus } from '#server/cluster/bus.ts'
import { type Exchange, MemoryBus } from '#server/cluster/memory-bus.ts'

type Message = { channel: string; bytes: Uint8Array }

/** A bus of memory whose messages a test can lose, double, hold back and change. */
export class FaultyBus extends MemoryBus implements Bus {
  readonly held: Message[] = []
  /** What becomes of each message that this node sends: those that leave, in their order. */
  fault: (message: Message) => Message[] = (message) => [message]
  readonly #interrupted = new Set<() => void>()

  constructor(exchange: Exchange) {
    super(exchange)
  }

  override publish(channel: string, encode: () => Uint8Array): void {
    for (const message of this.fault({ channel, bytes: encode() })) this.send(message)
  }

  send({ channel, bytes }: Message): void {
    super.publish(channel, () => bytes)
  }

  override onInterrupted(listener: () => void): () => void {
    this.#interrupted.add(listener)
    return () => this.#interrupted.delete(listener)
  }

  /** As after a while without a bus. */
  comeBack(): void {
    for (const listener of this.#interrupted) listener()
  }
}
