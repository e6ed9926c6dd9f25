import { expect, test } from 'vitest'
import { shortTitle } from '#app/(workspace)/projets/[projectId]/_editor/short-title.ts'

test.each([
  ['Projet d’accompagnement personnalisé 2026-2027', 'Projet d’AP 2026-2027'],
  ["Projet pédagogique d'accompagnement personnalisé", 'Projet d’AP'],
  ['Projet de la 2de 4', 'Projet de la 2de 4'],
])('%s is short as %s', (title, short) => {
  expect(shortTitle(title)).toBe(short)
})
