import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  insertAfter,
  join,
  paragraph,
  plain,
  removeBlock,
  table,
  WordsHouse,
  type Writer,
} from '#tests/support/words-house.ts'

/** Three paragraphs, a table, and two people: ann deletes, bob types. */
function house(): { house: WordsHouse; ann: Writer; bob: Writer } {
  const made = new WordsHouse(
    (part) =>
      part.insert(0, [
        paragraph('Le début.'),
        paragraph('Les élèves lisent.'),
        paragraph('La fin.'),
        table(['Une case', 'Une autre']),
      ]),
    [10, 20],
  )
  const [ann, bob] = made.writers
  if (ann === undefined || bob === undefined) throw new Error('two people were asked for')
  return { house: made, ann, bob }
}

function textAt(writer: Writer, index: number): Y.XmlText {
  const text = writer.texts[index]
  if (text === undefined) throw new Error(`no text ${index}`)
  return text
}

type Act = (writer: Writer) => void

const type =
  (words: string, at = 10, index = 1): Act =>
  (writer) => {
    for (const [offset, letter] of [...words].entries()) {
      textAt(writer, index).insert(at + offset, letter)
    }
  }
const removeSecond: Act = (writer) => removeBlock(textAt(writer, 1))
const joinSecond: Act = (writer) => join(textAt(writer, 0), textAt(writer, 1))
const moveSecond: Act = (writer) =>
  writer.doc.transact(() => {
    insertAfter(textAt(writer, 2), plain(textAt(writer, 1)))
    removeSecond(writer)
  })

const takings: [string, Act][] = [
  ['deletes', removeSecond],
  ['joins', joinSecond],
  ['moves', moveSecond],
]

describe('what goes with a block', () => {
  test.each(takings)('[W1] bob types, and ann %s without having his words', (_, act) => {
    const { house: it, ann, bob } = house()
    type('vite ')(bob)
    act(ann)
    it.send(bob)
    it.send(ann)
    expect(it.lost).toEqual([
      {
        sectionId: 'framework',
        clientId: 20,
        clock: 0,
        nextClock: 5,
        clocks: [{ clock: 0, end: 5 }],
        text: 'vite ',
        before: 'Les élèves',
        after: ' lisent.',
        isDeletedBySender: true,
      },
    ])
  })

  test.each(takings)('[W2] ann %s, and bob’s words come into what is gone', (_, act) => {
    const { house: it, ann, bob } = house()
    act(ann)
    type('vite ')(bob)
    it.send(ann)
    it.send(bob)
    expect(it.givenBack.join('')).toBe('vite ')
    expect(it.lost[0]).toMatchObject({ sectionId: 'framework', isDeletedBySender: false })
  })

  test('[W2] letters that arrive one by one follow each other by their clocks', () => {
    const { house: it, ann, bob } = house()
    removeSecond(ann)
    type('oui')(bob)
    it.send(ann)
    it.send(bob)
    expect(it.lost.map(({ clock, nextClock, text }) => ({ clock, nextClock, text }))).toEqual([
      { clock: 0, nextClock: 1, text: 'o' },
      { clock: 1, nextClock: 2, text: 'u' },
      { clock: 2, nextClock: 3, text: 'i' },
    ])
  })

  test('[W1] the words around those of a collected block are its neighbours’', () => {
    const { house: it, ann, bob } = house()
    removeSecond(ann)
    it.send(ann)
    type('x')(bob)
    it.send(bob)
    expect(it.lost[0]).toMatchObject({ before: 'Le début.', after: 'La fin.' })
  })

  test('[W1] a letter put into a word later is given back in its place', () => {
    const { house: it, ann, bob } = house()
    it.goOffline(bob)
    type('bnjour')(bob)
    type('o', 11)(bob)
    removeSecond(ann)
    it.send(ann)
    it.comeBack(bob)
    expect(it.givenBack).toEqual(['bonjour'])
  })

  test('[W1] words in a cell go with the table, and come back', () => {
    const { house: it, ann, bob } = house()
    type('neuve ', 4, 3)(bob)
    ann.part.delete(3, 1)
    it.send(bob)
    it.send(ann)
    expect(it.lost).toMatchObject([{ text: 'neuve ', before: 'Une ', after: 'case' }])
  })

  test('[W2] a paragraph that bob made in a deleted cell comes back with what it holds', () => {
    const { house: it, ann, bob } = house()
    ann.part.delete(3, 1)
    insertAfter(textAt(bob, 3), 'Toute une ligne')
    it.send(ann)
    it.send(bob)
    expect(it.lost).toMatchObject([{ text: 'Toute une ligne', sectionId: 'framework' }])
  })

  test('[W1] what two people typed in one block comes back apart', () => {
    const it = new WordsHouse((part) => part.insert(0, [paragraph('Ici.')]), [10, 20, 30])
    const [ann, bob, eve] = it.writers
    if (!ann || !bob || !eve) throw new Error('three people were asked for')
    type('bob', 0, 0)(bob)
    type('eve', 4, 0)(eve)
    ann.part.delete(0, 1)
    for (const writer of [bob, eve, ann]) it.send(writer)
    expect(it.lost.map(({ clientId, text }) => [clientId, text])).toEqual([
      [20, 'bob'],
      [30, 'eve'],
    ])
  })
})

describe('after offline work', () => {
  test.each([
    ['the one who deleted', 0],
    ['the one who typed', 1],
  ])('[W4] %s comes back first: the words come back', (_, first) => {
    const { house: it, ann, bob } = house()
    it.goOffline(ann)
    it.goOffline(bob)
    joinSecond(ann)
    type('vite ')(bob)
    for (const writer of first === 0 ? [ann, bob] : [bob, ann]) it.comeBack(writer)
    expect(it.givenBack).toEqual(['vite '])
    it.settle()
    expect(it.givenBack).toEqual(['vite '])
    expect(bob.text).toBe(it.text)
  })
})

describe('what is not given back', () => {
  const nothing: [string, (it: ReturnType<typeof house>) => void][] = [
    ['a deletion of what both have', ({ ann }) => removeSecond(ann)],
    ['words deleted in a text', ({ ann }) => textAt(ann, 1).delete(0, 4)],
    ['a join', ({ ann }) => joinSecond(ann)],
    ['a move', ({ ann }) => moveSecond(ann)],
    [
      'one’s own words',
      ({ ann }) => {
        type('vite ')(ann)
        removeSecond(ann)
      },
    ],
    [
      'words that were typed and erased',
      ({ ann, bob }) => {
        removeSecond(ann)
        bob.doc.transact(() => {
          type('vite ')(bob)
          textAt(bob, 1).delete(10, 5)
        })
      },
    ],
    [
      'a block that both delete',
      ({ ann, bob }) => {
        removeSecond(ann)
        removeSecond(bob)
      },
    ],
    [
      'a block that both join',
      ({ ann, bob }) => {
        joinSecond(ann)
        joinSecond(bob)
      },
    ],
    [
      'bold on both sides',
      ({ ann, bob }) => {
        textAt(bob, 1).format(0, 3, { bold: {} })
        removeSecond(ann)
      },
    ],
  ]

  test.each(nothing)('[W3] %s', (_, act) => {
    const made = house()
    act(made)
    made.house.settle()
    made.house.settle()
    expect(made.house.lost).toEqual([])
  })

  test('[W3] words that the deleting copy had received', () => {
    const { house: it, ann, bob } = house()
    type('vite ')(bob)
    it.settle()
    removeSecond(ann)
    it.settle()
    expect(it.lost).toEqual([])
  })

  test('[W3] a deletion that is undone, and made again', () => {
    const { house: it, ann } = house()
    const undo = new Y.UndoManager(ann.part)
    removeSecond(ann)
    it.settle()
    undo.undo()
    it.settle()
    undo.redo()
    it.settle()
    expect(it.lost).toEqual([])
  })
})

describe('a great deal at once', () => {
  /** The words that are given back when ann deletes a block in which bob wrote. */
  function givenBack(base: string, write: (text: Y.XmlText) => void): string[] {
    const made = new WordsHouse((part) => part.insert(0, [paragraph(base)]), [10, 20])
    const [ann, bob] = made.writers
    if (ann === undefined || bob === undefined) throw new Error('two people were asked for')
    bob.doc.transact(() => write(textAt(bob, 0)))
    removeBlock(textAt(ann, 0))
    made.send(bob)
    made.send(ann)
    return made.lost.map(({ text }) => text)
  }

  test('[W1] a long text that was typed from its end to its beginning is given back as it is read', {
    timeout: 15_000,
  }, () => {
    const words = 'Les élèves lisent à voix haute. '.repeat(2_000)
    const texts = givenBack('Le début.', (text) => {
      for (const letter of [...words].reverse()) text.insert(4, letter)
    })
    expect(texts).toEqual([words])
  })

  test('[W1] letters that were put in everywhere are one offer', () => {
    const base = 'x'.repeat(3_000)
    const texts = givenBack(base, (text) => {
      for (let at = base.length - 1; at > 0; at -= 1) text.insert(at, 'é')
    })
    expect(texts).toEqual([base.slice(1).replaceAll('x', 'é').split('').join('\n')])
  })
})
