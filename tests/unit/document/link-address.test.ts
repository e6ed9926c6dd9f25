import { expect, test } from 'vitest'
import { addressesIn, linkAddress } from '#lib/document/link-address.ts'

test.each([
  ['https://exemple.fr/a?b=1', 'https://exemple.fr/a?b=1'],
  ['  http://exemple.fr ', 'http://exemple.fr'],
  ['exemple.fr', 'https://exemple.fr'],
  ['www.collège-exemple.fr/projet', 'https://www.collège-exemple.fr/projet'],
  ['mailto:cpe@exemple.fr', 'mailto:cpe@exemple.fr'],
  ['cpe@exemple.fr', 'mailto:cpe@exemple.fr'],
  ['01 23 45 67 89', 'tel:0123456789'],
  ['+33 6.12.34.56.78', 'tel:+33612345678'],
])('« %s » leads to %s', (typed, address) => {
  expect(linkAddress(typed)).toBe(address)
})

test.each([
  ['nothing', ''],
  ['a word', 'projet'],
  ['a sentence', 'voir exemple.fr demain'],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:text/html,x'],
  ['a path', '/projets'],
  ['a number', '12.5'],
  ['an address with a space', 'https://exemple.fr/a b'],
])('%s leads nowhere', (_what, typed) => {
  expect(linkAddress(typed)).toBeNull()
})

test.each([
  ['Voir https://exemple.fr/a?b=1.', ['https://exemple.fr/a?b=1']],
  ['(https://exemple.fr), http://exemple.org !', ['https://exemple.fr', 'http://exemple.org']],
  ['https://exemple.org/Lycée_(France)', ['https://exemple.org/Lycée_(France)']],
  ['(voir https://exemple.org/Lycée_(France)).', ['https://exemple.org/Lycée_(France)']],
  ['« https://exemple.fr »', ['https://exemple.fr']],
  ['mailto:cpe@exemple.fr', ['mailto:cpe@exemple.fr']],
  ['exemple.fr et https:// et ahttps://exemple.fr', []],
])('in « %s » the whole addresses are found', (text, addresses) => {
  expect(addressesIn(text).map((found) => found.text)).toEqual(addresses)
  for (const { index, text: address } of addressesIn(text)) {
    expect(text.slice(index, index + address.length)).toBe(address)
  }
})
