import { Redis, type RedisOptions } from 'ioredis'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Events } from '#server/metrics/events.ts'
import { within } from '#server/sync/drain.ts'
import type { Bus, BusListener, BusSubscription } from './bus.ts'
import { newNodeName } from './node-name.ts'

/** A Redis that answers nothing for this long is left and called again. */
const silenceMs = 5_000
const pingMs = 2_000
const closingMs = 1_000
const maxRetryMs = 2_000

const connection = {
  // What cannot be sent is not kept: the database has it, and memory would fill up meanwhile.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  // Done here, to know when it is done.
  autoResubscribe: false,
  maxRetriesPerRequest: null,
  connectTimeout: silenceMs,
  socketTimeout: silenceMs,
  // Nodes that lost Redis together do not come back at the same moment.
  retryStrategy: (times: number) => Math.min(times * 100, maxRetryMs) * (0.5 + Math.random()),
} satisfies RedisOptions

export type RedisBusOptions = {
  readonly url: string
  /** What this deployment's channels begin with: several may share a Redis. */
  readonly namespace: string
  readonly events: Pick<Events, 'busLost' | 'busBack' | 'busMessageIgnored'>
}

type Channel = { readonly listeners: Set<BusListener>; readonly active: PromiseWithResolvers<void> }

/** The bus on Redis or Valkey, by publish and subscribe alone: nothing is stored there. */
export class RedisBus implements Bus {
  readonly node = newNodeName()
  readonly #options: RedisBusOptions
  readonly #publisher: Redis
  readonly #subscriber: Redis
  readonly #channels = new Map<string, Channel>()
  readonly #interrupted = new Set<() => void>()
  readonly #pings: NodeJS.Timeout
  #isLost = false

  constructor(options: RedisBusOptions) {
    this.#options = options
    this.#publisher = new Redis(options.url, connection)
    this.#subscriber = new Redis(options.url, connection)
    for (const client of [this.#publisher, this.#subscriber]) {
      client.on('error', (error: Error) => this.#lose(error.message))
      client.on('close', () => this.#lose('connection closed'))
      client.on('ready', () => this.#noteReady())
    }
    this.#subscriber.on('ready', () => void this.#resume())
    this.#subscriber.on('messageBuffer', (channel: Buffer, message: Buffer) =>
      this.#receive(channel.toString(), message),
    )
    // A connection that is cut without a word is found by what it does not answer.
    this.#pings = setInterval(() => this.#ping(), pingMs)
    this.#pings.unref()
  }

  publish(channel: string, encode: () => Uint8Array): void {
    if (this.#publisher.status !== 'ready') return
    const message = encoding.encode((encoder) => {
      encoding.writeVarString(encoder, this.node)
      encoding.writeUint8Array(encoder, encode())
    })
    this.#publisher
      .publish(this.#named(channel), Buffer.from(message.buffer, 0, message.length))
      .catch((error: Error) => this.#lose(error.message))
  }

  subscribe(channel: string, listener: BusListener): BusSubscription {
    const name = this.#named(channel)
    const known = this.#channels.get(name)
    const { listeners, active } = known ?? this.#open(name)
    listeners.add(listener)
    const end = () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#channels.get(name)?.listeners === listeners) {
        this.#channels.delete(name)
        this.#unsubscribe(name)
      }
    }
    return { active: active.promise, end }
  }

  onInterrupted(listener: () => void): () => void {
    this.#interrupted.add(listener)
    return () => this.#interrupted.delete(listener)
  }

  async close(): Promise<void> {
    clearInterval(this.#pings)
    this.#isLost = true
    this.#interrupted.clear()
    this.#channels.clear()
    // Publications come before it in the queue; a Redis that does not answer is hardly waited for.
    const isReady = this.#publisher.status === 'ready'
    if (isReady)
      await within(
        closingMs,
        this.#publisher.quit().catch(() => 'gone'),
      )
    this.#publisher.disconnect()
    this.#subscriber.disconnect()
  }

  #named(channel: string): string {
    return `trame:${this.#options.namespace}:${channel}`
  }

  #open(name: string): Channel {
    const channel = { listeners: new Set<BusListener>(), active: Promise.withResolvers<void>() }
    this.#channels.set(name, channel)
    // Else it is subscribed to once Redis is there.
    if (this.#subscriber.status === 'ready') void this.#activate([name])
    return channel
  }

  /** Also after a silence: whatever was said meanwhile is lost. */
  async #resume(): Promise<void> {
    if (!(await this.#activate([...this.#channels.keys()]))) return
    for (const listener of this.#interrupted) listener()
  }

  async #activate(names: readonly string[]): Promise<boolean> {
    try {
      if (names.length > 0) await this.#subscriber.subscribe(...names)
    } catch (error) {
      // The connection is gone, and its return subscribes again.
      this.#lose(error instanceof Error ? error.message : 'no subscription')
      return false
    }
    for (const name of names) {
      const channel = this.#channels.get(name)
      if (channel === undefined) this.#unsubscribe(name)
      else channel.active.resolve()
    }
    return true
  }

  #unsubscribe(name: string): void {
    if (this.#subscriber.status !== 'ready') return
    this.#subscriber.unsubscribe(name).catch((error: Error) => this.#lose(error.message))
  }

  #receive(name: string, message: Uint8Array): void {
    const channel = this.#channels.get(name)
    if (channel === undefined) return
    try {
      const decoder = decoding.createDecoder(message)
      const from = decoding.readVarString(decoder)
      if (from === this.node) return
      // A buffer of its own: what is read from it can be kept.
      const content = Uint8Array.from(message.subarray(decoder.pos))
      for (const listener of channel.listeners) listener(content, from)
    } catch (error) {
      this.#options.events.busMessageIgnored(error)
    }
  }

  #ping(): void {
    for (const client of [this.#publisher, this.#subscriber]) {
      if (client.status === 'ready')
        client.ping().catch((error: Error) => this.#lose(error.message))
    }
  }

  /** Told once for each time that it is away. */
  #lose(reason: string): void {
    if (this.#isLost) return
    this.#isLost = true
    this.#options.events.busLost(reason)
  }

  #noteReady(): void {
    const isWhole = this.#publisher.status === 'ready' && this.#subscriber.status === 'ready'
    if (!isWhole || !this.#isLost) return
    this.#isLost = false
    this.#options.events.busBack()
  }
}
