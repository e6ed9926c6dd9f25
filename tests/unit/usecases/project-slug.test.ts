import { expect, test } from 'vitest'
import { slugOf } from '#lib/usecases/project-slug.ts'

test.each([
  [
    'Projet d’accompagnement personnalisé 2026-2027',
    'projet-d-accompagnement-personnalise-2026-2027',
  ],
  ['  Élèves & Œuvres : l’été ! ', 'eleves-oeuvres-l-ete'],
  ['***', 'projet'],
  ['', 'projet'],
])('“%s” becomes “%s”', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test('a long title gives an address of sixty characters at most, without a hyphen at its end', () => {
  const slug = slugOf(`${'a'.repeat(59)} ${'b'.repeat(40)}`)

  expect(slug).toBe('a'.repeat(59))
})
