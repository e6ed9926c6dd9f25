import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  closedLink,
  type Link,
  msToNextStatus,
  type RoomFacts,
  statusOf,
} from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { StatusKeeper } from '#app/(workspace)/projets/[projectId]/_editor/status-keeper.ts'
import {
  retryText,
  statusWords,
} from '#app/(workspace)/projets/[projectId]/_editor/status-words.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'

const quiet: RoomFacts = {
  loaded: true,
  link: { kind: 'open', since: 0, via: 'socket' },
  online: true,
  unsaved: 0,
  unsavedSince: null,
  lastEditAt: null,
  savedAt: null,
  backAt: null,
  copy: 'none',
}

const cut: Link = { kind: 'cut', since: 1000, failing: false, retryAt: 9000 }

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
  const away = { ...quiet, link: cut, unsaved: 3, unsavedSince: 1000 }
  const offline = { kind: 'offline', unsent: 3, copy: 'none' }
  expect(statusOf(away, 1100)).toEqual({ kind: 'reconnecting' })
  expect(statusOf(away, 7000)).toEqual(offline)
  expect(statusOf({ ...away, online: false }, 1100)).toEqual(offline)
})

test('a first answer may be slow, unless this device has the document', () => {
  const link = { kind: 'opening', since: 1000 } as const
  const opening = { ...quiet, link, loaded: false }
  expect(statusOf(opening, 20_000)).toEqual({ kind: 'loading' })
  expect(statusOf({ ...opening, loaded: true }, 2000)).toEqual({ kind: 'loading' })
  expect(statusOf({ ...opening, loaded: true }, 7000).kind).toBe('offline')
  expect(statusOf({ ...opening, loaded: true, link: cut }, 2000).kind).toBe('reconnecting')
})

test('what a slow server has not acknowledged is said to be kept here only when it is', () => {
  const slow = { ...quiet, unsaved: 1, unsavedSince: 1000, copy: 'writing' } as const
  expect(statusOf(slow, 5000)).toEqual({ kind: 'saving' })
  expect(statusOf({ ...slow, copy: 'kept' }, 3999)).toEqual({ kind: 'saving' })
  expect(statusOf({ ...slow, copy: 'kept' }, 4000)).toEqual({ kind: 'kept' })
  expect(msToNextStatus(slow, 1500)).toBe(2500)
})

test('a server that cannot store is told apart from a network that is away', () => {
  const away = { ...quiet, link: { ...cut, failing: true } }
  const waiting = { ...away, unsaved: 1, unsavedSince: 1000 }
  const failing = { kind: 'failing', unsent: 1, copy: 'none', retryAt: 9000 }
  expect(statusOf(waiting, 7000)).toEqual(failing)
  expect(statusOf(away, 7000).kind).toBe('offline')
  expect(retryText(9000, 7000)).toBe('Nouvel essai dans 2\u00A0s.')
})

test('a final close ends the document, a lost session only pauses it', () => {
  const written = { ...quiet, unsaved: 2, unsavedSince: 1 }
  const frozen = { ...written, link: closedLink(quiet.link, closeCodes.frozen) }
  const refused = { kind: 'refused', code: closeCodes.frozen, unsent: 2, copy: 'none' }
  expect(statusOf(frozen, 9)).toEqual(refused)
  const paused = { ...written, link: closedLink(cut, closeCodes.signedOut) }
  expect(statusOf(paused, 9)).toEqual({ kind: 'signed-out', unsent: 2 })
})

test('a refused edit ends the document, whatever the close says that follows', () => {
  const refused: Link = { kind: 'ended', code: null }
  expect(statusOf({ ...quiet, link: refused }, 9)).toMatchObject({ kind: 'refused', code: null })
  expect(closedLink(refused, closeCodes.malformed)).toEqual({ kind: 'ended', code: 4400 })
  expect(closedLink(refused, closeCodes.signedOut)).toEqual({ kind: 'ended', code: 4401 })
  expect(closedLink(quiet.link, 4499)).toEqual({ kind: 'ended', code: null })
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
  keeper.disconnected({ failing: false, retryAt: 2000 })
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

test('what was closed for good stays so while the connection ends', () => {
  const keeper = new StatusKeeper(true)
  keeper.connected()
  keeper.refused()
  keeper.disconnected({ failing: false, retryAt: 2000 })
  keeper.closed(closeCodes.tooLarge)
  expect(keeper.status()).toMatchObject({ kind: 'refused', code: closeCodes.tooLarge })
  keeper.destroy()
})

test('a document that was paused goes on as one that was cut', () => {
  const keeper = new StatusKeeper(true)
  keeper.connected()
  keeper.closed(closeCodes.signedOut)
  keeper.disconnected({ failing: false, retryAt: 2000 })
  expect(keeper.status().kind).toBe('signed-out')
  keeper.reopened()
  expect(keeper.status().kind).toBe('reconnecting')
  keeper.destroy()
})
