import { expect, test } from 'vitest'
import {
  PresenceNews,
  QUIET_MS,
} from '#app/(workspace)/projets/[projectId]/_editor/announcements/presence-news.ts'

const maelle = { id: 'a', firstName: 'Maëlle', lastName: 'Jourdanneau' }
const tarek = { id: 'b', firstName: 'Tarek', lastName: 'Belvallon' }
const ines = { id: 'c', firstName: 'Inès', lastName: 'Rochebrunet' }
const lucien = { id: 'd', firstName: 'Lucien', lastName: 'Marchevelle' }

const titles = new Map([
  ['needs', 'Diagnostic initial'],
  ['actions', 'Actions'],
])

/** News of a person who found these people when they came. */
function newsOf(detail: 'summary' | 'each', people = [maelle, tarek, ines]) {
  const news = new PresenceNews({ selfId: 'a', titles, detail })
  expect(news.tell(people, 0)).toBe('')
  return news
}

test('who was there at the opening is no news, who comes and who goes is', () => {
  const news = newsOf('summary', [maelle, tarek])
  expect(news.tell([maelle, tarek], 1)).toBe('')
  expect(news.tell([maelle, tarek, ines, lucien], 2)).toBe(
    'Inès R. et Lucien M. ont ouvert le projet.',
  )
  expect(news.tell([maelle, ines, lucien], 3)).toBe('Tarek B. a fermé le projet.')
  expect(news.tell([maelle, ines, lucien], 4)).toBe('')
})

test('one’s own coming, going and writing are never told', () => {
  const news = newsOf('each', [tarek])
  expect(news.wrote('a', { sectionId: 'needs', at: 1 })).toBe(false)
  expect(news.tell([maelle, tarek], 2)).toBe('')
})

test('someone who goes on writing in a part is told once, and again in another part', () => {
  const news = newsOf('each')
  expect(news.wrote('b', { sectionId: 'needs', at: 1 })).toBe(true)
  expect(news.tell([maelle, tarek], 2)).toContain('Tarek B. rédige dans “Diagnostic initial”.')
  for (let at = 3; at < 100; at += 1) {
    expect(news.wrote('b', { sectionId: 'needs', at })).toBe(false)
  }
  expect(news.tell([maelle, tarek], 100)).toBe('')
  expect(news.wrote('b', { sectionId: 'actions', at: 101 })).toBe(true)
  expect(news.tell([maelle, tarek], 102)).toBe('Tarek B. rédige dans “Actions”.')
})

test('someone who begins again after a pause is told again', () => {
  const news = newsOf('each')
  news.wrote('b', { sectionId: 'needs', at: 0 })
  news.tell([maelle, tarek, ines], 1)
  expect(news.wrote('b', { sectionId: 'needs', at: QUIET_MS })).toBe(false)
  const again = 2 * QUIET_MS + 1
  expect(news.wrote('b', { sectionId: 'needs', at: again })).toBe(true)
  expect(news.tell([maelle, tarek, ines], again)).toContain('Tarek B. rédige')
})

test('« chaque partie » tells what is new alone, « résumé » all who write', () => {
  const both = (['each', 'summary'] as const).map((detail) => {
    const news = newsOf(detail)
    news.wrote('b', { sectionId: 'needs', at: 1 })
    const first = news.tell([maelle, tarek, ines], 2)
    news.wrote('b', { sectionId: 'needs', at: 3 })
    news.wrote('c', { sectionId: 'actions', at: 4 })
    return [first, news.tell([maelle, tarek, ines], 5)]
  })
  const first = 'Tarek B. rédige dans “Diagnostic initial”.'
  expect(both).toEqual([
    [first, 'Inès R. rédige dans “Actions”.'],
    [
      first,
      '2\u00A0personnes rédigent\u00A0: Tarek B. dans “Diagnostic initial”, Inès R. dans “Actions”.',
    ],
  ])
})

test('two who go on writing where they were are no news', () => {
  const news = newsOf('summary')
  for (const at of [1, 3]) {
    news.wrote('b', { sectionId: 'needs', at })
    news.wrote('c', { sectionId: 'actions', at })
    const told = news.tell([maelle, tarek, ines], at + 1)
    expect(told === '').toBe(at === 3)
  }
})

test('several people in a part are one sentence, and many names become a number', () => {
  const paul = { id: 'e', firstName: 'Paul', lastName: 'Oudalbert' }
  const people = [maelle, tarek, ines, lucien, paul]
  const news = newsOf('each', people)
  for (const { id } of people) news.wrote(id, { sectionId: 'needs', at: 1 })
  expect(news.tell(people, 2)).toBe(
    'Tarek B., Inès R. et 2\u00A0autres rédigent dans “Diagnostic initial”.',
  )
})

test('what was written long ago, or by someone who has left, is not told as being written', () => {
  const news = newsOf('summary')
  news.wrote('b', { sectionId: 'needs', at: 0 })
  expect(news.tell([maelle, tarek, ines], QUIET_MS + 1)).toBe('')
  news.wrote('c', { sectionId: 'needs', at: QUIET_MS + 2 })
  expect(news.tell([maelle, tarek], QUIET_MS + 3)).toBe('Inès R. a fermé le projet.')
})
