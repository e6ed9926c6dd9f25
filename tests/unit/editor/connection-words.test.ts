import { expect, test } from 'vitest'
import {
  connectionRows,
  connectionWords,
} from '#app/(workspace)/projets/[projectId]/_editor/connection/connection-words.ts'
import type { RoomFacts } from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'

const opened = Date.UTC(2026, 10, 5, 12, 20)
const now = Date.UTC(2026, 10, 5, 13, 32, 20)

const connected: RoomFacts = {
  ...{ loaded: true, tried: true, online: true, refused: false, failing: false },
  ...{ connectedAt: opened, disconnectedAt: null, retryAt: null, closed: null },
  ...{ unsaved: 0, unsavedSince: null, lastEditAt: null, backAt: null },
  savedAt: Date.UTC(2026, 10, 5, 13, 32, 7),
  copy: 'kept',
}
const writer = { now, canWrite: true, sharedComputer: false }

function said(facts: RoomFacts, who = writer): Record<string, string> {
  return Object.fromEntries(
    connectionRows({ facts, ...who }).map(({ label, value }) => [label, value]),
  )
}

test('a connection says since when, what was confirmed and what is kept', () => {
  expect(said(connected)).toEqual({
    'Liaison directe': 'ouverte depuis 1\u00A0h\u00A012',
    'Dernier enregistrement confirmé': '14\u00A0h\u00A032\u00A0min\u00A007\u00A0s',
    'En attente': 'aucune modification',
    'Copie sur cet appareil': 'à jour',
  })
})

test('without connection it says when it was cut, when it is tried again and what waits', () => {
  const cut = { connectedAt: null, disconnectedAt: now - 60_000, retryAt: now + 7500, unsaved: 12 }
  expect(said({ ...connected, ...cut })).toMatchObject({
    'Liaison directe': 'coupée à 14\u00A0h\u00A031',
    'Nouvel essai': 'dans 8\u00A0s',
    'En attente': '12\u00A0modifications',
  })
})

test('who only reads has nothing to save, and a shared computer keeps nothing', () => {
  const rows = said(connected, { now, canWrite: false, sharedComputer: true })
  expect(Object.keys(rows)).toEqual(['Liaison directe', 'Copie sur cet appareil'])
  expect(rows['Copie sur cet appareil']).toBe('aucune, ordinateur partagé')
})

test('each state has its words', () => {
  expect(connectionWords({ kind: 'saved', at: null, back: false }).title).toBe('Connecté')
  expect(connectionWords({ kind: 'offline', unsent: 1, copy: 'kept' }).tone).toBe('warn')
  expect(connectionWords({ kind: 'refused', code: closeCodes.frozen, unsent: 1 }).title).toBe(
    'Ce projet vient d’être validé',
  )
})
