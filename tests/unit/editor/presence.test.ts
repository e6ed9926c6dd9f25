// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { Presence, readPeerState } from '#app/(workspace)/projets/[projectId]/_editor/presence.ts'
import { awarenessOfSection } from '#app/(workspace)/projets/[projectId]/_editor/section-awareness.ts'

const me = { id: 'a', firstName: 'Maëlle', lastName: 'Jourdanneau', color: 4, role: 'coordinator' }
const tarek = { id: 'b', firstName: 'Tarek', name: 'Tarek Belvallon', color: 1, role: 'editor' }
const cursor = { anchor: { tname: 'x' }, head: { tname: 'x' } }

function room() {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider('ws://localhost', 'p', doc, { connect: false })
  const { awareness } = provider
  const presence = new Presence(awareness, { ...me, color: 4 })
  const receive = (clientId: number, state: Record<string, unknown>) => {
    const before = awareness.states.has(clientId)
    awareness.states.set(clientId, state)
    const changes = { added: before ? [] : [clientId], updated: before ? [clientId] : [] }
    awareness.emit('change', [{ ...changes, removed: [] }, 'test'])
  }
  const close = () => {
    presence.destroy()
    provider.destroy()
    awareness.destroy()
    doc.destroy()
  }
  return { awareness, presence, receive, close }
}

test('a person with two windows is one person, in both parts', () => {
  const { presence, receive, close } = room()
  receive(1, { user: tarek, section: 'needs' })
  receive(2, { user: tarek, section: 'goals' })
  expect(presence.people().map(({ lastName, sections }) => ({ lastName, sections }))).toEqual([
    { lastName: 'Belvallon', sections: ['needs', 'goals'] },
    { lastName: 'Jourdanneau', sections: [] },
  ])
  close()
})

test('the move of a caret inside a part changes nothing in the list of people', () => {
  const { presence, receive, close } = room()
  receive(1, { user: tarek, section: 'needs', cursor })
  const before = presence.people()
  receive(1, { user: tarek, section: 'needs', cursor: { ...cursor, head: { tname: 'y' } } })
  expect(presence.people()).toBe(before)
  close()
})

test('a state that does not say who it is, or lies about its shape, is nobody', () => {
  expect(readPeerState(null)).toBeNull()
  expect(readPeerState({ user: { id: 3, firstName: 'X' } })).toBeNull()
  const odd = readPeerState({ user: { ...tarek, color: 'red' }, section: 5, cursor: 'here' })
  expect(odd).toMatchObject({ color: 8, sections: [], cursor: null })
})

test('a part only hears of the carets that are in it, come to it or leave it', () => {
  const { awareness, receive, close } = room()
  const needs = awarenessOfSection(awareness, 'needs')
  let heard = 0
  const listener = () => {
    heard += 1
  }
  needs.on('change', listener)
  receive(1, { user: tarek, section: 'goals', cursor })
  expect([heard, needs.getStates().size]).toEqual([0, 0])
  receive(1, { user: tarek, section: 'needs', cursor })
  expect([heard, needs.getStates().size]).toEqual([1, 1])
  receive(1, { user: tarek, section: 'goals', cursor })
  expect([heard, needs.getStates().size]).toEqual([2, 0])
  needs.off('change', listener)
  receive(1, { user: tarek, section: 'needs', cursor })
  expect(heard).toBe(2)
  close()
})
