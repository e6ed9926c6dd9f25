import type { Bus, BusListener, BusSubscription } from './bus.ts'
import { newNodeName } from './node-name.ts'

/** What the memory buses of one process have in common. */
export class Exchange {
  readonly buses = new Set<MemoryBus>()
}

/** The bus of one process: alone on its exchange, or with the other nodes of a test. */
export class MemoryBus implements Bus {
  readonly node = newNodeName()
  readonly #exchange: Exchange
  readonly #listeners = new Map<string, Set<BusListener>>()

  constructor(exchange = new Exchange()) {
    this.#exchange = exchange
    exchange.buses.add(this)
  }

  publish(channel: string, encode: () => Uint8Array): void {
    const { buses } = this.#exchange
    const heard = [...buses].filter((bus) => bus !== this && bus.hears(channel))
    if (heard.length === 0 || !buses.has(this)) return
    const message = encode()
    // Never in the turn of the sender, as on a network.
    queueMicrotask(() => {
      for (const bus of heard) bus.deliver(channel, message, this.node)
    })
  }

  subscribe(channel: string, listener: BusListener): BusSubscription {
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners.add(listener))
    const end = () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(channel) === listeners) {
        this.#listeners.delete(channel)
      }
    }
    return { active: Promise.resolve(), end }
  }

  onInterrupted(_listener: () => void): () => void {
    // Memory is never away.
    return () => undefined
  }

  async close(): Promise<void> {
    this.#exchange.buses.delete(this)
    this.#listeners.clear()
  }

  hears(channel: string): boolean {
    return this.#listeners.has(channel)
  }

  deliver(channel: string, message: Uint8Array, from: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(message, from)
  }
}
