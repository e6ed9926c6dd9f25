// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { paragraph } from '#lib/domain/block.ts'
import { type CoWriter, close, coWriters } from '#tests/support/co-writers.ts'
import { sketchBlocks } from '#tests/support/sketch-blocks.ts'

let open: CoWriter[] = []

afterEach(() => close(open))

test('what is pasted before the code that reads it has come is kept, and pasted once', async () => {
  open = coWriters(1, [paragraph('')])
  const [writer] = open
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/html', '<ul><li>un</li><li>deux</li></ul>')
  clipboardData.setData('text/plain', 'un deux')
  const event = new Event('paste', { cancelable: true })
  writer?.editor.view.dom.dispatchEvent(Object.assign(event, { clipboardData }))
  expect(event.defaultPrevented).toBe(true)
  await expect.poll(() => sketchBlocks(writer?.blocks() ?? [])).toContain('deux')
  expect(sketchBlocks(writer?.blocks() ?? [])).toBe('bullet | un\nbullet | deux')
})
