import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { replaceInPart } from '#lib/document/replace.ts'
import { section } from '#lib/document/schema.ts'
import { appendBlocks } from '#lib/document/write-blocks.ts'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { limits } from '#lib/wire/limits.ts'
import { UpdateRefused } from '#server/sync/guard/refusal.ts'
import { inspectUpdate } from '#server/sync/guard.ts'
import { scaled } from '#tests/support/faults/scale.ts'
import { type ForgedStruct, forgedUpdate } from '#tests/support/forged-update.ts'
import { blankUpdate, PART, sections } from '#tests/support/room-of-peers.ts'

const FORGER = 7
let server: Y.Doc

beforeEach(() => {
  server = new Y.Doc()
  Y.applyUpdate(server, blankUpdate())
})
afterEach(() => server.destroy())

function verdictOf(update: Uint8Array): string {
  try {
    return inspectUpdate(server, update, sections).kind
  } catch (error) {
    if (error instanceof UpdateRefused) return `${error.code} ${error.closeCode}`
    throw error
  }
}

const each = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index))

describe('what a forged update may ask for', () => {
  test('[G16] one struct more than an honest update has is refused', () => {
    const structs = (count: number) => {
      const gc: ForgedStruct = { kind: 'gc', length: 1 }
      return forgedUpdate([{ client: FORGER, clock: 0, structs: each(count, () => gc) }])
    }
    expect(verdictOf(structs(limits.updateStructs))).toBe('write')
    expect(verdictOf(structs(limits.updateStructs + 1))).toBe('too_large 4413')
  })

  test('[G16] one deleted range more than an honest update has is refused, of one client or many', () => {
    const half = limits.updateDeletions / 2
    const deletions = (count: number) => {
      const ranges = (length: number) => each(length, (at): [number, number] => [2 * at, 1])
      return forgedUpdate(
        [],
        [
          { client: FORGER, ranges: ranges(half) },
          { client: FORGER + 1, ranges: ranges(count - half) },
        ],
      )
    }
    expect(verdictOf(deletions(limits.updateDeletions))).toBe('gap')
    expect(verdictOf(deletions(limits.updateDeletions + 1))).toBe('too_large 4413')
  })

  /** A long text, and as many structs of the same client after it, which never merge. */
  function textBefore(count: number): { client: number; clock: number } {
    const text = new Y.XmlText('x'.repeat(100_000))
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [text])
    section(server, PART).push([block])
    const client = server.clientID
    server.clientID += 1
    const clock = Y.getState(server.store, client) - 100_000
    const before = (at: number) => ({ client, clock: clock + 100_000 + at })
    const structs = each(count, (at): ForgedStruct => {
      return {
        kind: 'string',
        text: 'y',
        rightOrigin: at === 0 ? { client, clock } : before(at - 1),
      }
    })
    Y.applyUpdate(server, forgedUpdate([{ client, clock: clock + 100_000, structs }]))
    return { client, clock }
  }

  test('[G16] deletions that cut a text to pieces before a long history are refused', () => {
    const { client, clock } = textBefore(60_000)
    const letter = { kind: 'string', text: 'z', origin: { client, clock } } as const
    const deletions = (count: number) => {
      const ranges = each(count, (at): [number, number] => [clock + 1 + 2 * at, 1])
      return forgedUpdate([{ client: FORGER, clock: 0, structs: [letter] }], [{ client, ranges }])
    }
    expect(verdictOf(deletions(10_000))).toBe('write')
    expect(verdictOf(deletions(30_000))).toBe('too_large 4413')
    // What is gone as a whole is cut no more, however many pieces of it are listed.
    Y.applyUpdate(server, forgedUpdate([], [{ client, ranges: [[clock, 100_000]] }]))
    expect(verdictOf(deletions(30_000))).toBe('write')
  })

  test.each(['origin', 'rightOrigin'])(
    '[G16] insertions that cut a text to pieces before a long history are refused: %s',
    (side) => {
      const { client, clock } = textBefore(60_000)
      const insertions = (count: number, step: number) => {
        const structs = each(count, (at): ForgedStruct => {
          return { kind: 'string', text: 'z', [side]: { client, clock: clock + 1 + step * at } }
        })
        return forgedUpdate([{ client: FORGER, clock: 0, structs }])
      }
      expect(verdictOf(insertions(10_000, 1))).toBe('write')
      expect(verdictOf(insertions(40_000, 1))).toBe('too_large 4413')
      // All in one place cut it once.
      expect(verdictOf(insertions(40_000, 0))).toBe('write')
    },
  )
})

const pages = scaled({ short: 40, full: 200 })

describe(`what people do in ${pages} pages`, () => {
  let client: Y.Doc

  beforeEach(() => {
    client = new Y.Doc()
    // Each struct names it: with a small one the same text would make a smaller frame.
    client.clientID = 2 ** 32 - 1
    Y.applyUpdate(client, Y.encodeStateAsUpdate(server))
  })
  afterEach(() => client.destroy())

  /** It comes as after work without a connection: with all that was ever deleted. */
  function expectAdmitted(act: (part: Y.XmlFragment) => void): Uint8Array {
    const before = Y.encodeStateVector(client)
    act(section(client, PART))
    const update = Y.encodeStateAsUpdate(client, before)
    expect(verdictOf(update)).toBe('write')
    return update
  }

  const sentence = 'Les élèves de la classe présentent leur projet à toute la communauté. '
  const richPage: Block[] = each(15, () => ({
    ...paragraph(''),
    inline: [
      { type: 'text', text: sentence, marks: [] },
      { type: 'text', text: 'très important', marks: [{ type: 'bold' }] },
      { type: 'text', text: sentence, marks: [] },
      { type: 'text', text: 'à retenir', marks: [{ type: 'italic' }] },
      { type: 'text', text: sentence, marks: [] },
    ],
  }))
  const tablePage: Block = {
    type: 'table',
    rows: each(25, () => ({
      cells: each(5, () => ({
        ...{ header: false, colspan: 1, rowspan: 1, colwidth: null },
        content: [paragraph('douze')],
      })),
    })),
  }

  test('[G16] pasting text, taking it back, and replacing a word wherever it stands passes', {
    timeout: 60_000,
  }, () => {
    const undo = new Y.UndoManager(section(client, PART), { captureTimeout: 0 })
    const steps = [
      (part: Y.XmlFragment) => appendBlocks(part, each(pages, () => richPage).flat()),
      () => undo.undo(),
      () => undo.redo(),
      (part: Y.XmlFragment) => replaceInPart(part, { query: 'classe', by: 'troupe' }),
    ]
    for (const step of steps) Y.applyUpdate(server, expectAdmitted(step))
    expect(section(server, PART).toString().split('troupe')).toHaveLength(45 * pages + 1)
  })

  test('[G16] pasting tables passes, up to the limit of a frame', { timeout: 60_000 }, () => {
    const update = expectAdmitted((part) =>
      appendBlocks(
        part,
        each(200, () => tablePage),
      ),
    )
    expect(update.length).toBeGreaterThan(0.9 * limits.frameBytes)
  })

  test('[G16] weeks of writing without a connection pass, a letter here and a letter there', {
    timeout: 60_000,
  }, () => {
    const pasted = each(pages / 2, () => richPage).flat()
    Y.applyUpdate(
      server,
      expectAdmitted((part) => appendBlocks(part, pasted)),
    )
    client.clientID = 4242
    expectAdmitted((part) => {
      const texts = part.toArray().flatMap((block) => {
        const [text] = block instanceof Y.XmlElement ? block.toArray() : []
        return text instanceof Y.XmlText && text.length > 100 ? [text] : []
      })
      const type = (step: number) => {
        const text = texts[(step * 7) % texts.length]
        if (step % 5 === 0) text?.delete((step * 31) % 60, 1)
        else text?.insert((step * 31) % 60, 'é')
      }
      part.doc?.transact(() => each(300 * pages, type))
    })
  })
})
