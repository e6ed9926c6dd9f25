import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { header, section } from '#lib/document/schema.ts'
import { limits } from '#lib/wire/limits.ts'
import { UpdateRefused } from '#server/sync/guard/refusal.ts'
import { inspectUpdate } from '#server/sync/guard.ts'
import { type ForgedStruct, forgedUpdate } from '#tests/support/forged-update.ts'
import { blankUpdate, PART, sections } from '#tests/support/room-of-peers.ts'

const FORGER = 7
const ROOT = `section:${PART}`
let server: Y.Doc
/** Text of the header, with `abc` in it: where honest strings stand. */
let summary: Y.Text
let inSummary: { client: number; clock: number }

beforeEach(() => {
  server = new Y.Doc()
  Y.applyUpdate(server, blankUpdate())
  summary = header(server).get('summary') as Y.Text
  summary.insert(0, 'abc')
  inSummary = { client: server.clientID, clock: 0 }
})

function verdictOf(update: Uint8Array): string {
  try {
    return inspectUpdate(server, update, sections).kind
  } catch (error) {
    if (error instanceof UpdateRefused) return error.code
    throw error
  }
}

const forged = (...structs: ForgedStruct[]) => forgedUpdate([{ client: FORGER, clock: 0, structs }])
const text = (string: string, at: Partial<ForgedStruct> = {}): ForgedStruct =>
  ({ kind: 'string', text: string, ...at }) as ForgedStruct

test('[G14] what is forged as an honest client writes it is admitted', () => {
  expect(verdictOf(forged(text('x', { origin: inSummary })))).toBe('write')
})

test.each([
  ['nothing', new Uint8Array()],
  ['one byte', Uint8Array.of(5)],
  ['endless counts', new Uint8Array(40).fill(0xff)],
  ['a cut update', blankUpdate().slice(0, 200)],
  ['text', new TextEncoder().encode('GET / HTTP/1.1')],
])('[G11] %s instead of an update is refused', (_, bytes) => {
  expect(verdictOf(bytes)).toBe('malformed')
})

test('[G11] five megabytes of garbage are refused without being read', () => {
  expect(verdictOf(new Uint8Array(5 * 1024 * 1024).fill(0x91))).toBe('too_large')
})

test('[G11] garbage of any content is refused, and never throws anything else', () => {
  let seed = 42
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed >> 16
  }
  const verdicts = new Set<string>()
  for (let round = 0; round < 2000; round++) {
    const bytes = Uint8Array.from({ length: 1 + (random() % 60) }, () => random() & 0xff)
    verdicts.add(verdictOf(bytes))
  }
  expect(verdicts).not.toContain('write')
})

test('[G11] an honest update with any one byte changed never throws anything but a refusal', () => {
  const update = blankUpdate()
  for (let index = 0; index < update.length; index += 3) {
    const bytes = update.slice()
    bytes[index] = (bytes[index] ?? 0) ^ 0x55
    expect(typeof verdictOf(bytes)).toBe('string')
  }
})

test('[G11] a client listed twice is refused: Yjs would read the last alone', () => {
  const once = { client: FORGER, clock: 0, structs: [text('a', { origin: inSummary })] }
  const other = { ...once, client: 9 }
  expect(verdictOf(forgedUpdate([once, other, { ...once, clock: 1 }]))).toBe('malformed')
})

test.each([
  ['text', text('', { parent: ROOT })],
  ['deletion', { kind: 'deleted', length: 0, root: ROOT } as const],
  ['collected struct', { kind: 'gc', length: 0 } as const],
])('[G11] an empty %s is refused', (_, struct) => {
  expect(verdictOf(forged(struct))).toBe('malformed')
})

test('[G11] a struct that depends on itself is refused', () => {
  expect(verdictOf(forged(text('a', { origin: { client: FORGER, clock: 0 } })))).toBe('malformed')
})

test('[G9] structs that depend on each other in a circle never become ready', () => {
  const circle = forgedUpdate([
    { client: 8, clock: 0, structs: [text('a', { origin: { client: 9, clock: 0 } })] },
    { client: 9, clock: 0, structs: [text('a', { origin: { client: 8, clock: 0 } })] },
  ])
  expect(verdictOf(circle)).toBe('gap')
})

test('[G11] neighbours of two parents are refused', () => {
  const problem = header(server).get('problemStatement') as Y.Text
  problem.insert(0, 'z')
  const elsewhere = { client: server.clientID, clock: 3 }
  const bridge = text('x', { origin: inSummary, rightOrigin: elsewhere })
  expect(verdictOf(forged(bridge))).toBe('wrong_place')
})

test('[G11] a parent that holds nothing is refused', () => {
  expect(verdictOf(forged(text('x', { parent: inSummary })))).toBe('wrong_place')
})

test('[G11] a struct that continues another one elsewhere is refused', () => {
  Y.applyUpdate(server, forged(text('ab', { origin: inSummary })))
  const problem = header(server).get('problemStatement') as Y.Text
  problem.insert(0, 'z')
  const elsewhere = { client: server.clientID, clock: 3 }
  expect(verdictOf(forged(text('abc', { origin: elsewhere })))).toBe('malformed')
  expect(verdictOf(forged(text('abc', { origin: inSummary })))).toBe('write')
})

test.each([
  [
    'overlap',
    [
      [0, 2],
      [1, 2],
    ],
  ],
  [
    'go backwards',
    [
      [2, 1],
      [0, 1],
    ],
  ],
  ['are empty', [[0, 0]]],
] as const)('[G11] deletions that %s are refused', (_, ranges) => {
  const client = server.clientID
  const given = ranges.map(([clock, length]): [number, number] => [clock, length])
  expect(verdictOf(forgedUpdate([], [{ client, ranges: given }]))).toBe('malformed')
})

test('[G11] clocks without end are refused', () => {
  expect(verdictOf(forged({ kind: 'gc', length: 2 ** 50 }))).toBe('malformed')
})

test('[G9] the deletion of an unknown client, ten bytes, is a gap', () => {
  expect(verdictOf(forgedUpdate([], [{ client: 12345, ranges: [[0, 1]] }]))).toBe('gap')
})

test('[G9] two thousand orphans are gaps, and the document keeps nothing of them', () => {
  const before = Y.encodeStateAsUpdate(server)
  for (let client = 100; client < 2100; client++) {
    const orphan = forgedUpdate([
      { client, clock: 50, structs: [text('x', { origin: inSummary })] },
    ])
    expect(verdictOf(orphan)).toBe('gap')
  }
  expect(Y.encodeStateAsUpdate(server)).toEqual(before)
  expect(server.store.pendingStructs).toBeNull()
})

test('[G10] collected structs and deleted content are admitted', () => {
  const update = forged({ kind: 'gc', length: 12 }, { kind: 'deleted', length: 3, root: ROOT })
  expect(verdictOf(update)).toBe('write')
})

test('[G9] what the document has already is a gap when it depends on what it lacks: Yjs would wait', () => {
  Y.applyUpdate(server, forged(text('x', { origin: inSummary })))
  const again = forged(
    text('x', { parent: { client: 67, clock: 0 } }),
    text('y', { origin: { client: FORGER, clock: 0 } }),
  )
  expect(verdictOf(again)).toBe('gap')
})

test('[G9] a skip over what the document lacks is a gap', () => {
  expect(verdictOf(forged({ kind: 'skip', length: 3 }, { kind: 'gc', length: 1 }))).toBe('gap')
})

test('[G10] what is put into a parent that was deleted and collected is admitted: Yjs drops it', () => {
  const client = new Y.Doc()
  Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
  const block = section(client, PART).get(0) as Y.XmlElement
  const before = Y.encodeStateVector(client)
  block.insert(0, [new Y.XmlText('late')])
  section(server, PART).delete(0, 1)
  const late = Y.encodeStateAsUpdate(client, before)
  expect(verdictOf(late)).toBe('write')
  Y.applyUpdate(server, late)
  expect(section(server, PART).toString()).not.toContain('late')
})

test('[G11] an update over the frame’s limit is refused by its size', () => {
  expect(verdictOf(new Uint8Array(limits.frameBytes + 1))).toBe('too_large')
})
