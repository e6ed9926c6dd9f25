import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { attribute, type ClientOwner, type LogRow } from '#lib/document/attribution.ts'
import type { AccountId } from '#lib/domain/ids.ts'

const ann = 'ann' as AccountId
const bob = 'bob' as AccountId
const cy = 'cy' as AccountId

/** A document whose every update becomes a row of the log, as the server appends them. */
class Log {
  readonly doc = new Y.Doc()
  readonly rows: LogRow[] = []
  readonly #copies = new Map<AccountId, Y.Doc>()
  readonly owners: ClientOwner[] = []

  constructor() {
    this.doc.on('update', (data: Uint8Array, origin: AccountId) => {
      this.rows.push({ accountId: origin, at: new Date(this.rows.length), data })
    })
  }

  /** The account's own copy; its client id is bound to it. */
  copyOf(account: AccountId): Y.Doc {
    const copy = this.#copies.get(account) ?? new Y.Doc()
    if (!this.#copies.has(account)) {
      this.owners.push({ clientId: copy.clientID, firstClock: 0, accountId: account })
    }
    this.#copies.set(account, copy)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    return copy
  }

  /** Brings everything of a copy by the connection of `account`. */
  bring(copy: Y.Doc, account: AccountId): void {
    const missing = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(this.doc))
    Y.applyUpdate(this.doc, missing, account)
  }
}

const textOf = (doc: Y.Doc) => doc.getText('t')

test('words belong to who wrote them, at the time of their row', () => {
  const log = new Log()
  const annsCopy = log.copyOf(ann)
  textOf(annsCopy).insert(0, 'Bonjour')
  log.bring(annsCopy, ann)
  const bobsCopy = log.copyOf(bob)
  textOf(bobsCopy).insert(7, ' à tous')
  log.bring(bobsCopy, bob)
  expect(attribute(log.rows, log.owners)).toEqual({
    insertions: [
      {
        clientId: annsCopy.clientID,
        clock: 0,
        length: 7,
        author: ann,
        relayedBy: null,
        at: new Date(0),
      },
      {
        clientId: bobsCopy.clientID,
        clock: 0,
        length: 7,
        author: bob,
        relayedBy: null,
        at: new Date(1),
      },
    ],
    deletions: [],
  })
})

test('words that another brings keep their author, and who relayed them is noted', () => {
  const log = new Log()
  const annsCopy = log.copyOf(ann)
  textOf(annsCopy).insert(0, 'Bonjour')
  const bobsCopy = log.copyOf(bob)
  Y.applyUpdate(bobsCopy, Y.encodeStateAsUpdate(annsCopy))
  textOf(bobsCopy).insert(0, '…')
  log.bring(bobsCopy, bob)
  const { insertions } = attribute(log.rows, log.owners)
  expect(
    insertions.map(({ author, relayedBy, length }) => ({ author, relayedBy, length })),
  ).toEqual(
    expect.arrayContaining([
      { author: ann, relayedBy: bob, length: 7 },
      { author: bob, relayedBy: null, length: 1 },
    ]),
  )
})

test('a deletion belongs to the account of its row, and names the range', () => {
  const log = new Log()
  const annsCopy = log.copyOf(ann)
  textOf(annsCopy).insert(0, 'Bonjour')
  log.bring(annsCopy, ann)
  const bobsCopy = log.copyOf(bob)
  textOf(bobsCopy).delete(2, 3)
  log.bring(bobsCopy, bob)
  expect(attribute(log.rows, log.owners).deletions).toEqual([
    { clientId: annsCopy.clientID, clock: 2, length: 3, by: bob, at: new Date(1) },
  ])
})

test('a client id that changes hands is cut at the clock at which it does', () => {
  const log = new Log()
  const copy = log.copyOf(ann)
  textOf(copy).insert(0, 'Bonjour')
  log.bring(copy, ann)
  const owners = [
    { clientId: copy.clientID, firstClock: 5, accountId: cy },
    { clientId: copy.clientID, firstClock: 0, accountId: ann },
  ]
  const { insertions } = attribute(log.rows, owners)
  expect(
    insertions.map(({ clock, length, author, relayedBy }) => [clock, length, author, relayedBy]),
  ).toEqual([
    [0, 5, ann, null],
    [5, 2, cy, ann],
  ])
})

test('a struct that comes again in a later row is not counted twice', () => {
  const log = new Log()
  const copy = log.copyOf(ann)
  textOf(copy).insert(0, 'Bon')
  log.bring(copy, ann)
  textOf(copy).insert(3, 'jour')
  const whole = { accountId: bob, at: new Date(9), data: Y.encodeStateAsUpdate(copy) }
  const { insertions } = attribute([...log.rows, whole], log.owners)
  expect(insertions.map(({ clock, length, relayedBy }) => [clock, length, relayedBy])).toEqual([
    [0, 3, null],
    [3, 4, bob],
  ])
})

test('words without a known owner belong to the account that brought them', () => {
  const log = new Log()
  const copy = log.copyOf(ann)
  textOf(copy).insert(0, 'Bon')
  log.bring(copy, bob)
  expect(attribute(log.rows, []).insertions).toMatchObject([{ author: bob, relayedBy: null }])
})
