import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import { Random } from '#tests/support/chaos/random.ts'
import { faultSeed, scaled } from '#tests/support/faults/scale.ts'
import { ServerPlace } from '#tests/support/faults/server-place.ts'
import { missingIn, WordWriter } from '#tests/support/faults/word-writer.ts'
import type { Trame } from '#tests/support/start-trame.ts'
import { openStock, stockSynced } from '#tests/support/stock-client.ts'
import { whyNoPostgres } from '#tests/support/test-db.ts'
import { TestPeer } from '#tests/support/test-peer.ts'

const textOf = (doc: Y.Doc) => section(doc, 'framework').toString()
const parts = ['framework', 'framework', 'regulation']

type Kills = { kills: number; isNextStartedBefore: boolean }

/** Each time at another moment, with words under way; then everyone goes to the next server. */
async function survives(place: ServerPlace, { kills, isNextStartedBefore }: Kills): Promise<void> {
  const random = new Random(faultSeed)
  const writers = parts.map((part, index) => new WordWriter(`w${index}`, part))
  const enter = (trame: Trame) =>
    Promise.all(writers.map(({ peer }, person) => place.enter(trame, peer, person)))
  let trame = await place.start()
  for (let kill = 0; kill < kills; kill++) {
    await enter(trame)
    const writing = Promise.all(writers.map((writer) => writer.writeUntilCut()))
    const next = isNextStartedBefore ? await place.start() : null
    const someone = random.pick(writers)
    const enough = someone.count + 3 + random.below(30)
    await someone.peer.until(() => someone.count >= enough)
    await trame.kill()
    await writing
    trame = next ?? (await place.start())
    const doc = await place.read(trame)
    for (const writer of writers) {
      expect(writer.peer.acknowledged).toBeGreaterThan(0)
      expect(missingIn(doc, writer.acknowledged), `acknowledged and missing, kill ${kill}`).toEqual(
        [],
      )
    }
  }
  await enter(trame)
  const doc = await place.read(trame)
  for (const writer of writers) {
    expect(writer.notOnceIn(doc)).toEqual([])
    await writer.peer.until(() =>
      writers.every((other) => other.notOnceIn(writer.peer.doc).length === 0),
    )
  }
}

const title = (kills: number) =>
  `[R3] killed ${kills} times while three people write, every acknowledged word is there, and the others are sent again, seed ${faultSeed}`

const embeddedKills = scaled({ short: 1, full: 20 })
test(`${title(embeddedKills)}, on PGlite`, { timeout: 600_000 }, async () => {
  await survives(await ServerPlace.onPglite(), { kills: embeddedKills, isNextStartedBefore: false })
})

const unavailable = whyNoPostgres()
const reason = unavailable === null ? '' : ` (${unavailable})`
const kills = scaled({ short: 4, full: 50 })
test.skipIf(reason !== '')(
  `${title(kills)}, on PostgreSQL${reason}`,
  { timeout: 600_000 },
  async () => {
    await survives(await ServerPlace.onPostgres(), { kills, isNextStartedBefore: true })
  },
)

test.skipIf(reason !== '')(
  `[P11] a stock y-websocket client comes back by itself after a kill, with what it wrote meanwhile${reason}`,
  async () => {
    const place = await ServerPlace.onPostgres()
    const trame = await place.start()
    const { port } = trame
    const address = `ws://localhost:${port}/sync`
    const headers = { cookie: place.cookieOf(0) }
    const { doc, provider } = openStock({ address, room: place.projectId, headers })
    await stockSynced(provider)
    await trame.kill()
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText('written while nobody was there')])
    section(doc, 'framework').insert(0, [block])
    const next = await place.start({ port })
    await stockSynced(provider)
    const reader = new TestPeer()
    await place.enter(next, reader, 1)
    await reader.until(() => textOf(reader.doc) === textOf(doc))
    expect(textOf(doc)).toContain('written while nobody was there')
  },
)
