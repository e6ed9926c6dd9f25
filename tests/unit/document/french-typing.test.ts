import { describe, expect, test } from 'vitest'
import { frenchTyping } from '#lib/document/french-typing.ts'

const NBSP = '\u00a0'
const THIN = '\u202f'

/** The text that comes of typing `keys`, all by one person, after `start` by another. */
function typed(keys: string, start = ''): string {
  let text = start
  for (const key of keys) {
    const own = text.length - start.length
    const correction = frenchTyping({ key, before: text, own: Math.max(own, 0) })
    text = correction
      ? text.slice(0, text.length - correction.remove) + correction.insert
      : text + key
  }
  return text
}

describe('typing in French', () => {
  test.each([
    ['"bonjour" !', `«${NBSP}bonjour${NBSP}»${THIN}!`],
    ['" bonjour', `«${NBSP}bonjour`],
    ['« mot »', `«${NBSP}mot${NBSP}»`],
    ['l\'"école"', `l’«${NBSP}école${NBSP}»`],
    ['"il dit "oui" ici"', `«${NBSP}il dit “oui” ici${NBSP}»`],
    ['("mot")', `(«${NBSP}mot${NBSP}»)`],
    ["aujourd'hui", 'aujourd’hui'],
    ['Pourquoi ?', `Pourquoi${THIN}?`],
    ['Pourquoi?', `Pourquoi${THIN}?`],
    ['Quoi ?!', `Quoi${THIN}?!`],
    ['un ; deux : trois', `un${THIN}; deux${NBSP}: trois`],
    ['voici:', `voici${NBSP}:`],
    ['65,5 % et 12 €', `65,5${NBSP}% et 12${NBSP}€`],
    ['40%', `40${NBSP}%`],
    ['etc...', 'etc…'],
    ['mot - mot', `mot${NBSP}—${NBSP}mot`],
  ])('%s becomes %s', (keys, text) => {
    expect(typed(keys)).toBe(text)
  })

  test.each([
    'de 10:30 à 11:45',
    'https://exemple.fr/?a=1;b=2',
    'prof@exemple.fr?',
    'www.exemple.fr:80',
    'un écran de 12"',
    '2026 - 2027',
    '- un point',
    'a  :',
    'porte-monnaie',
    '....',
  ])('%s stays as it is typed', (keys) => {
    expect(typed(keys).replace('…', '...')).toBe(keys)
  })

  test('what another person typed before is never changed', () => {
    expect(typed('!', 'Bonjour ')).toBe('Bonjour !')
    expect(typed('.', 'etc..')).toBe('etc...')
    expect(typed(' ', 'mot -')).toBe('mot - ')
    expect(typed(' !', 'Bonjour')).toBe(`Bonjour${THIN}!`)
  })
})
