import { expect, test } from 'vitest'
import {
  connectionRows,
  connectionWords,
} from '#app/(workspace)/projets/[projectId]/_editor/connection/connection-words.ts'
import type { Link, RoomFacts } from '#app/(workspace)/projets/[projectId]/_editor/room-status.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'

const opened = Date.UTC(2026, 10, 5, 12, 20)
const now = Date.UTC(2026, 10, 5, 13, 32, 20)

const connected: RoomFacts = {
  ...{ loaded: true, online: true, link: { kind: 'open', since: opened, via: 'socket' } },
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
  const link = { kind: 'cut', since: now - 60_000, failing: false, retryAt: now + 7500 } as const
  expect(said({ ...connected, link, unsaved: 12 })).toMatchObject({
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

test('the way that frames take is said here', () => {
  const byHttp = { kind: 'open', since: opened, via: 'http' } as const
  expect(said({ ...connected, link: byHttp })).toMatchObject({
    'Liaison de secours': 'ouverte depuis 1\u00A0h\u00A012',
  })
  const saved = { kind: 'saved', at: null, back: false } as const
  expect(connectionWords(saved, byHttp).text).toContain('bloque la liaison directe')
  expect(connectionWords(saved, connected.link).text).toBe('Liaison directe, en temps réel.')
})

test('each state of the connection has its words, also without a network', () => {
  const links: Link[] = [
    { kind: 'opening', since: now },
    { kind: 'cut', since: now, failing: true, retryAt: now },
    { kind: 'signed-out' },
    { kind: 'ended', code: closeCodes.frozen },
  ]
  const words = links.map((link) => said({ ...connected, link })['Liaison directe'])
  expect(words).toEqual(['pas encore ouverte', 'coupée à 14\u00A0h\u00A032', 'fermée', 'fermée'])
  for (const link of links) {
    expect(said({ ...connected, link, online: false })['Liaison directe']).toContain(
      'pas de réseau',
    )
  }
})

test('each state has its words', () => {
  expect(connectionWords({ kind: 'saved', at: null, back: false }, null).title).toBe('Connecté')
  expect(connectionWords({ kind: 'offline', unsent: 1, copy: 'kept' }, null).tone).toBe('warn')
  const refused = { kind: 'refused', code: closeCodes.frozen, unsent: 1, copy: 'none' } as const
  expect(connectionWords(refused, null)).toMatchObject({ tone: 'danger', title: 'Document fermé' })
})
