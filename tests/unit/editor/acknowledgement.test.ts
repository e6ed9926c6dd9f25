// @vitest-environment happy-dom
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as sync from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import {
  Acknowledgement,
  encodeMarker,
  listenToServer,
} from '#app/(workspace)/projets/[projectId]/_editor/acknowledgement.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1000 }))
afterEach(() => void vi.useRealTimers())

function acknowledgement() {
  const sent: number[] = []
  const ack = new Acknowledgement({
    now: Date.now,
    sendMarker: (marker) => sent.push(marker),
    onChange: () => undefined,
  })
  return { ack, sent }
}

test('one marker covers a burst of edits and proves all of them', () => {
  const { ack, sent } = acknowledgement()
  ack.answered()
  ack.edited()
  ack.edited()
  expect(sent).toEqual([0])
  vi.runAllTimers()
  expect(sent).toEqual([0, 2])
  expect(ack.unsaved).toBe(2)

  ack.acknowledged(2)
  expect(ack.unsaved).toBe(0)
  expect(ack.unsavedSince).toBeNull()
})

test('an edit that comes after its marker left stays unsaved, with its own age', () => {
  const { ack } = acknowledgement()
  ack.answered()
  ack.edited()
  vi.runAllTimers()
  vi.setSystemTime(5000)
  ack.edited()
  expect(ack.unsavedSince).toBe(1000)
  ack.acknowledged(1)
  expect(ack.unsaved).toBe(1)
  expect(ack.unsavedSince).toBe(5000)
})

test('no marker leaves before the step 1 of the server was answered on this connection', () => {
  const { ack, sent } = acknowledgement()
  ack.edited()
  vi.runAllTimers()
  expect(sent).toEqual([])
  ack.answered()
  expect(sent).toEqual([1])

  ack.disconnected()
  ack.edited()
  vi.runAllTimers()
  expect(sent).toEqual([1])
  ack.answered()
  expect(sent).toEqual([1, 2])
})

test('a connection that breaks before the answer leaves the edits unsaved until the next one', () => {
  const { ack } = acknowledgement()
  ack.answered()
  ack.edited()
  vi.runAllTimers()
  ack.disconnected()
  expect(ack.unsaved).toBe(1)
  ack.answered()
  ack.acknowledged(1)
  expect(ack.unsaved).toBe(0)
})

test('an answer beyond what was made does not cover edits to come', () => {
  const { ack } = acknowledgement()
  ack.answered()
  ack.edited()
  ack.acknowledged(40)
  ack.edited()
  expect(ack.unsaved).toBe(1)
})

test('the marker leaves after the answer to the step 1 of the server, and an event is told', async () => {
  vi.useRealTimers()
  const doc = new Y.Doc()
  const provider = new WebsocketProvider('ws://localhost', 'p', doc, { connect: false })
  const order: string[] = []
  const ack = new Acknowledgement({
    now: Date.now,
    sendMarker: () => order.push('marker'),
    onChange: () => undefined,
  })
  listenToServer(provider, {
    acknowledgement: ack,
    onRefusal: () => order.push('refusal'),
    onEvent: (type) => order.push(type),
  })
  const handle = provider.messageHandlers[0]
  const step1 = encoding.createEncoder()
  sync.writeSyncStep1(step1, new Y.Doc())
  const answer = encoding.createEncoder()
  handle?.(answer, decoding.createDecoder(encoding.toUint8Array(step1)), provider, true, 0)
  order.push('answer')
  await Promise.resolve()
  expect(order).toEqual(['answer', 'marker'])
  const event = encoding.createEncoder()
  encoding.writeVarString(event, '{"type":"members"}')
  const told = decoding.createDecoder(encoding.toUint8Array(event))
  provider.messageHandlers[102]?.(answer, told, provider, true, 102)
  expect(order).toEqual(['answer', 'marker', 'members'])
  provider.destroy()
  doc.destroy()
})

test('a marker is its channel and its number', () => {
  expect([...encodeMarker(300)]).toEqual([100, 172, 2])
})
