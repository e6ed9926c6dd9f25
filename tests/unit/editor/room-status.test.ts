import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  msToNextStatus,
  type RoomFacts,
  statusOf,
} from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { StatusKeeper } from '#app/(workspace)/projets/[projectId]/_editor/status-keeper.ts'
import {
  endWords,
  statusWords,
  unsentText,
} from '#app/(workspace)/projets/[projectId]/_editor/status-words.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'

const quiet: RoomFacts = {
  loaded: true,
  disconnectedAt: null,
  online: true,
  unsaved: 0,
  unsavedSince: null,
  lastEditAt: null,
  savedAt: null,
  backAt: null,
  refused: false,
  closed: null,
}

test('nothing is called saved while an edit is not acknowledged', () => {
  const writing = { ...quiet, unsaved: 1, unsavedSince: 1000, lastEditAt: 1000 }
  expect(statusOf(writing, 1000).kind).toBe('writing')
  expect(statusOf(writing, 1399).kind).toBe('writing')
  expect(statusOf(writing, 1400).kind).toBe('saving')
  expect(msToNextStatus(writing, 1000)).toBe(300)
})

test('« Enregistré » waits for the end of a burst of keystrokes', () => {
  const typed = { ...quiet, lastEditAt: 1000, savedAt: 1010 }
  expect(statusOf(typed, 1100).kind).toBe('writing')
  expect(statusOf(typed, 1300)).toEqual({ kind: 'saved', at: 1010, back: false })
})

test('a short time without connection is a reconnection, a long one is being offline', () => {
  const away = { ...quiet, disconnectedAt: 1000, unsaved: 3, unsavedSince: 1000 }
  expect(statusOf(away, 1100)).toEqual({ kind: 'reconnecting' })
  expect(statusOf(away, 7000)).toEqual({ kind: 'offline', unsent: 3 })
  expect(statusOf({ ...away, online: false }, 1100)).toEqual({ kind: 'offline', unsent: 3 })
})

test('a final close ends the document, a lost session only pauses it', () => {
  const ended = { ...quiet, unsaved: 2, unsavedSince: 1, closed: closeCodes.frozen }
  expect(statusOf(ended, 9)).toEqual({ kind: 'refused', code: closeCodes.frozen, unsent: 2 })
  expect(statusOf({ ...ended, closed: closeCodes.signedOut }, 9).kind).toBe('signed-out')
  expect(statusOf({ ...quiet, refused: true }, 9)).toMatchObject({ kind: 'refused', code: null })
})

test('the words are those of the interface, typeset', () => {
  const offline = statusWords({ kind: 'offline', unsent: 2 }, true)
  expect(offline.text).toBe('Hors ligne — 2\u00A0modifications en attente d’envoi')
  const saved = statusWords({ kind: 'saved', at: Date.UTC(2026, 10, 5, 13, 32), back: false }, true)
  expect(`${saved.text}${saved.detail}`).toBe('Enregistré à 14\u00A0h\u00A032')
  expect(statusWords({ kind: 'writing' }, true).text).toBe('')
  expect(unsentText(1)).toContain('1\u00A0modification n’a pas été envoyée')
  for (const code of [...Object.values(closeCodes), null]) {
    expect(endWords(code).text.length).toBeGreaterThan(10)
  }
})

beforeEach(() => void vi.useFakeTimers({ now: 1000 }))
afterEach(() => void vi.useRealTimers())

test('the keeper tells each change once, those that time alone brings too', () => {
  const keeper = new StatusKeeper(true)
  const seen: string[] = []
  keeper.subscribe(() => seen.push(keeper.status().kind))
  keeper.connected()
  keeper.edits({ unsaved: 1, unsavedSince: 1000 })
  keeper.edits({ unsaved: 2, unsavedSince: 1000 })
  vi.advanceTimersByTime(400)
  keeper.edits({ unsaved: 0, unsavedSince: null })
  vi.runAllTimers()
  expect(seen).toEqual(['saved', 'writing', 'saving', 'saved'])
  expect(keeper.status()).toEqual({ kind: 'saved', at: 1400, back: false })
})

test('after a time offline, it says so once everything has arrived, and for a while', () => {
  const keeper = new StatusKeeper(true)
  keeper.connected()
  keeper.disconnected()
  keeper.edits({ unsaved: 1, unsavedSince: 1000 })
  vi.advanceTimersByTime(10_000)
  expect(keeper.status()).toEqual({ kind: 'offline', unsent: 1 })
  keeper.connected()
  expect(keeper.status().kind).toBe('saving')
  keeper.edits({ unsaved: 0, unsavedSince: null })
  expect(keeper.status()).toMatchObject({ kind: 'saved', back: true })
  vi.runAllTimers()
  expect(keeper.status()).toMatchObject({ kind: 'saved', back: false })
  keeper.destroy()
})
