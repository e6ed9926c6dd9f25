import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  msToNextStatus,
  type RoomFacts,
  statusOf,
} from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { StatusKeeper } from '#app/(workspace)/projets/[projectId]/_editor/status-keeper.ts'
import {
  endWords,
  retryText,
  statusWords,
  unsentText,
} from '#app/(workspace)/projets/[projectId]/_editor/status-words.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'

const quiet: RoomFacts = {
  loaded: true,
  connectedAt: 0,
  disconnectedAt: null,
  tried: true,
  online: true,
  unsaved: 0,
  unsavedSince: null,
  lastEditAt: null,
  savedAt: null,
  backAt: null,
  refused: false,
  closed: null,
  failing: false,
  retryAt: null,
  copy: 'none',
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
  const away = { ...quiet, connectedAt: null, disconnectedAt: 1000, unsaved: 3, unsavedSince: 1000 }
  const offline = { kind: 'offline', unsent: 3, copy: 'none' }
  expect(statusOf(away, 1100)).toEqual({ kind: 'reconnecting' })
  expect(statusOf(away, 7000)).toEqual(offline)
  expect(statusOf({ ...away, online: false }, 1100)).toEqual(offline)
})

test('a first answer may be slow, unless this device has the document', () => {
  const opening = { ...quiet, connectedAt: null, tried: false, loaded: false, disconnectedAt: 1000 }
  expect(statusOf(opening, 20_000)).toEqual({ kind: 'loading' })
  expect(statusOf({ ...opening, loaded: true }, 2000)).toEqual({ kind: 'loading' })
  expect(statusOf({ ...opening, loaded: true }, 7000).kind).toBe('offline')
  expect(statusOf({ ...opening, loaded: true, tried: true }, 2000).kind).toBe('reconnecting')
})

test('what a slow server has not acknowledged is said to be kept here only when it is', () => {
  const slow = { ...quiet, unsaved: 1, unsavedSince: 1000, copy: 'writing' } as const
  expect(statusOf(slow, 5000)).toEqual({ kind: 'saving' })
  expect(statusOf({ ...slow, copy: 'kept' }, 3999)).toEqual({ kind: 'saving' })
  expect(statusOf({ ...slow, copy: 'kept' }, 4000)).toEqual({ kind: 'kept' })
  expect(msToNextStatus(slow, 1500)).toBe(2500)
})

test('a server that cannot store is told apart from a network that is away', () => {
  const away = { ...quiet, connectedAt: null, disconnectedAt: 1000, failing: true, retryAt: 9000 }
  const waiting = { ...away, unsaved: 1, unsavedSince: 1000 }
  const failing = { kind: 'failing', unsent: 1, copy: 'none', retryAt: 9000 }
  expect(statusOf(waiting, 7000)).toEqual(failing)
  expect(statusOf(away, 7000).kind).toBe('offline')
  expect(retryText(9000, 7000)).toBe('Nouvel essai dans 2\u00A0s.')
})

test('a final close ends the document, a lost session only pauses it', () => {
  const ended = { ...quiet, unsaved: 2, unsavedSince: 1, closed: closeCodes.frozen }
  expect(statusOf(ended, 9)).toEqual({ kind: 'refused', code: closeCodes.frozen, unsent: 2 })
  expect(statusOf({ ...ended, closed: closeCodes.signedOut }, 9).kind).toBe('signed-out')
  expect(statusOf({ ...quiet, refused: true }, 9)).toMatchObject({ kind: 'refused', code: null })
})

test('the words are those of the interface, typeset', () => {
  const offline = statusWords({ kind: 'offline', unsent: 2, copy: 'kept' }, true)
  expect(offline.text).toBe('Hors ligne — 2\u00A0modifications en attente d’envoi')
  const saved = statusWords({ kind: 'saved', at: Date.UTC(2026, 10, 5, 13, 32), back: false }, true)
  expect(`${saved.text}${saved.detail}`).toBe('Enregistré à 14\u00A0h\u00A032')
  expect(statusWords({ kind: 'offline', unsent: 0, copy: 'kept' }, true).text).toBe(
    'Hors ligne — vos modifications sont conservées sur cet appareil',
  )
  expect(statusWords({ kind: 'kept' }, true).text).toBe('Enregistré sur cet appareil')
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
  keeper.disconnected({ failing: false, retryAt: null })
  keeper.edits({ unsaved: 1, unsavedSince: 1000 })
  vi.advanceTimersByTime(10_000)
  expect(keeper.status()).toEqual({ kind: 'offline', unsent: 1, copy: 'none' })
  keeper.connected()
  expect(keeper.status().kind).toBe('saving')
  keeper.edits({ unsaved: 0, unsavedSince: null })
  expect(keeper.status()).toMatchObject({ kind: 'saved', back: true })
  vi.runAllTimers()
  expect(keeper.status()).toMatchObject({ kind: 'saved', back: false })
  keeper.destroy()
})
