import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Bus } from '#server/cluster/bus.ts'
import { Exchange, MemoryBus } from '#server/cluster/memory-bus.ts'
import { RedisBus } from '#server/cluster/redis-bus.ts'
import { startRedis, whyNoRedis } from '#tests/support/redis-server.ts'
import { recordedEvents } from '#tests/support/room-of-peers.ts'
import { untilHeard } from '#tests/support/until-heard.ts'

/** What one node hears on a channel, as text. */
async function listener(bus: Bus, channel: string) {
  const heard: string[] = []
  const subscription = bus.subscribe(channel, (message, from) => {
    heard.push(`${from} ${new TextDecoder().decode(message)}`)
  })
  await subscription.active
  const until = (count: number) => vi.waitUntil(() => heard.length >= count, { timeout: 10_000 })
  return { heard, until, end: subscription.end }
}

const say = (bus: Bus, channel: string, text: string) =>
  bus.publish(channel, () => new TextEncoder().encode(text))

/** @param nodes makes the buses of three nodes that hear each other. */
function busContract(nodes: () => Promise<[Bus, Bus, Bus]>) {
  test('a message reaches every other node that listens to its channel, and never its own', async () => {
    const [first, second, third] = await nodes()
    const [own, near, far] = [
      await listener(first, 'one'),
      await listener(second, 'one'),
      await listener(third, 'one'),
    ]
    const other = await listener(second, 'two')
    say(first, 'one', 'hello')
    say(third, 'one', 'bye')
    await Promise.all([near.until(2), own.until(1), far.until(1)])
    expect(near.heard.sort()).toEqual([`${first.node} hello`, `${third.node} bye`].sort())
    expect(own.heard).toEqual([`${third.node} bye`])
    expect(far.heard).toEqual([`${first.node} hello`])
    expect(other.heard).toEqual([])
  })

  test('messages of one node come in their order, and as they were sent', async () => {
    const [first, second] = await nodes()
    const numbers: number[] = []
    const sizes: number[] = []
    await second.subscribe('one', (message) => {
      numbers.push(message[0] ?? -1)
      sizes.push(message.length)
    }).active
    for (let index = 0; index < 200; index++) {
      first.publish('one', () => new Uint8Array(1 + index * 700).fill(index))
    }
    await vi.waitUntil(() => numbers.length === 200, { timeout: 10_000 })
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index))
    expect(sizes).toEqual(numbers.map((index) => 1 + index * 700))
  })

  test('whoever ended listening hears nothing more, and another listener of the node does', async () => {
    const [first, second] = await nodes()
    const [ended, kept] = [await listener(second, 'one'), await listener(second, 'one')]
    ended.end()
    ended.end()
    say(first, 'one', 'a')
    await kept.until(1)
    kept.end()
    const again = await listener(second, 'one')
    say(first, 'one', 'b')
    await again.until(1)
    expect([ended.heard, kept.heard, again.heard].map(({ length }) => length)).toEqual([0, 1, 1])
  })

  test('a closed bus is silent, and takes what it is asked without an error', async () => {
    const [first, second, third] = await nodes()
    const [closed, open] = [await listener(second, 'one'), await listener(third, 'one')]
    say(second, 'one', 'last words')
    await second.close()
    say(second, 'one', 'nobody hears')
    say(first, 'one', 'hello')
    await open.until(2)
    expect(open.heard).toEqual([`${second.node} last words`, `${first.node} hello`])
    expect(closed.heard).toEqual([])
    await second.close()
  })
}

describe('in memory', () => {
  busContract(async () => {
    const exchange = new Exchange()
    return [new MemoryBus(exchange), new MemoryBus(exchange), new MemoryBus(exchange)]
  })

  test('nothing is encoded for nobody', () => {
    new MemoryBus().publish('one', () => {
      throw new Error('nobody listens')
    })
  })
})

const reason = whyNoRedis()

describe.skipIf(reason !== null)(`on Redis${reason === null ? '' : ` (${reason})`}`, () => {
  const node = (url: string, namespace = 'test') => {
    const { names, events } = recordedEvents()
    const bus = new RedisBus({ url, namespace, events })
    onTestFinished(() => bus.close())
    return { bus, names }
  }

  busContract(async () => {
    const { url } = await startRedis()
    const buses: [Bus, Bus, Bus] = [node(url).bus, node(url).bus, node(url).bus]
    for (const bus of buses) await untilHeard(bus, node(url).bus)
    return buses
  })

  test('[K8] a Redis that goes and comes back is told of once, and listening goes on', async () => {
    const redis = await startRedis()
    const [first, second] = [node(redis.url), node(redis.url)]
    await untilHeard(first.bus, second.bus)
    const { until, heard } = await listener(second.bus, 'one')
    const interrupted = Promise.withResolvers<void>()
    second.bus.onInterrupted(interrupted.resolve)
    await redis.kill()
    await vi.waitUntil(() => second.names.includes('busLost'), { timeout: 10_000 })
    say(first.bus, 'one', 'into the void')
    await redis.start()
    await interrupted.promise
    await vi.waitUntil(() => first.names.includes('busBack') && second.names.includes('busBack'))
    say(first.bus, 'one', 'again')
    await until(1)
    expect(heard).toEqual([`${first.bus.node} again`])
    expect(second.names).toEqual(['busLost', 'busBack'])
  })

  test('a Redis that stops answering is left, and found again', { timeout: 60_000 }, async () => {
    const redis = await startRedis()
    const { bus, names } = node(redis.url)
    await bus.subscribe('one', () => undefined).active
    redis.pause()
    await vi.waitUntil(() => names.includes('busLost'), { timeout: 20_000 })
    redis.resume()
    await vi.waitUntil(() => names.includes('busBack'), { timeout: 20_000 })
  })

  test('listening before there is a Redis begins with it', async () => {
    const redis = await startRedis()
    await redis.kill()
    const { bus } = node(redis.url)
    const { active } = bus.subscribe('one', () => undefined)
    await redis.start()
    await active
  })

  test('two deployments on one Redis do not hear each other', async () => {
    const { url } = await startRedis()
    const [first, second, foreign] = [node(url), node(url), node(url, 'other')]
    await untilHeard(first.bus, second.bus)
    await untilHeard(foreign.bus, node(url, 'other').bus)
    const { until, heard } = await listener(second.bus, 'one')
    say(foreign.bus, 'one', 'of another school')
    say(first.bus, 'one', 'of ours')
    await until(1)
    expect(heard).toEqual([`${first.bus.node} of ours`])
  })
})
