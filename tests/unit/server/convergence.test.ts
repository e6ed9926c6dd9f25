import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import {
  type Joined,
  PART,
  projectId,
  type TestHouse,
  testHouse,
} from '#tests/support/room-of-peers.ts'

const names = ['ann', 'bob', 'eve', 'sue']
const steps = 120

/** Numbers that a seed decides; mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Random = (below: number) => number
type Writer = Joined & { name: string; isAway: boolean }

function write({ peer }: Writer, random: Random): void {
  const part = section(peer.doc, PART)
  const blocks = part.toArray()
  const block = blocks[random(blocks.length || 1)]
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  const choice = random(10)
  if (choice === 0 || !(block instanceof Y.XmlElement)) {
    const fresh = new Y.XmlElement('paragraph')
    part.insert(random(blocks.length + 1), [fresh])
    fresh.insert(0, [new Y.XmlText('new ')])
  } else if (choice === 1 && blocks.length > 1) {
    part.delete(random(blocks.length), 1)
  } else if (choice === 2) {
    block.setAttribute('kind', 'h3')
  } else if (text instanceof Y.XmlText) {
    const isErasing = choice === 3 && text.length > 2
    if (isErasing) text.delete(random(text.length - 1), 1)
    else text.insert(random(text.length + 1), `w${random(100)} `)
  }
}

function disturb(house: TestHouse, writer: Writer, random: Random): void {
  switch (random(6)) {
    case 0:
      writer.wire.isHeld = true
      break
    case 1:
      writer.wire.release()
      break
    case 2:
      if (writer.isAway) break
      writer.isAway = true
      writer.connection.close(4503, 'cut')
      break
    case 3:
      if (writer.isAway) comeBack(house, writer)
      break
    case 4:
      house.log.failCommits()
      break
    case 5:
      house.log.mendCommits()
      break
  }
}

function comeBack(house: TestHouse, writer: Writer): void {
  Object.assign(writer, house.open(writer.name, { peer: writer.peer }), { isAway: false })
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  '[R3] [R4] [R8] whoever comes and goes, everybody and the log agree in the end, seed %i',
  async (seed) => {
    const random = randomOf(seed)
    const house = await testHouse()
    const writers: Writer[] = []
    for (const name of names) {
      writers.push({ ...(await house.join(name)), name, isAway: false })
    }
    for (let step = 0; step < steps; step++) {
      const writer = writers[random(writers.length)]
      if (writer === undefined) continue
      if (random(5) === 0) disturb(house, writer, random)
      else write(writer, random)
      if (random(3) === 0) await turn()
    }
    house.log.mendCommits()
    for (const writer of writers) {
      writer.wire.release()
      if (writer.isAway) comeBack(house, writer)
    }
    for (const { peer } of writers) {
      await peer.synced()
      peer.mark()
    }
    await Promise.all(writers.map(({ peer }) => peer.saved()))
    await vi.waitUntil(() => new Set(writers.map(({ peer }) => content(peer.doc))).size === 1, {
      timeout: 10_000,
    })
    expect(writers.map(({ peer }) => peer.closed)).toEqual(names.map(() => null))
    const again = await testHouse({ log: house.log })
    const { peer: late } = await again.join('late')
    expect(content(late.doc)).toBe(content(writers[0]?.peer.doc))
    const rows = house.log.rows(projectId)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  },
)

function content(doc: Y.Doc | undefined): string {
  return doc === undefined ? '' : section(doc, PART).toString()
}
