// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadPasteReaders } from '#lib/document/clipboard/clipboard.ts'
import { paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'
import { sketchBlocks } from '#tests/support/sketch-blocks.ts'

// A person who pastes has entered the text before: what reads a paste is there.
await loadPasteReaders()

/** What each program puts on the clipboard, and beside it the blocks that it should give. */
const folder = join(import.meta.dirname, '../../../fixtures/paste')
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replace('.html', ''))

let open: CoWriter[] = []

afterEach(() => close(open))

test('there are samples of many programs', () => {
  expect(samples.length).toBeGreaterThanOrEqual(20)
})

test.each(samples)('what is pasted from %s comes out as clean blocks', (name) => {
  open = coWriters(1, [paragraph('')])
  const [writer] = open
  writer?.editor.view.pasteHTML(readFileSync(`${folder}/${name}.html`, 'utf8'))
  const expected = readFileSync(`${folder}/${name}.txt`, 'utf8').trimEnd()
  expect(sketchBlocks(writer?.blocks() ?? [])).toBe(expected)
})
