import { expect, test } from 'vitest'
import {
  confidedText,
  declarationText,
  expectedText,
  shortName,
  treatedText,
} from '#app/(workspace)/projets/[projectId]/_editor/duties/duty-words.ts'

const maelle = { id: 'm', firstName: 'Maëlle', lastName: 'Jourdanneau' }
const tarek = { id: 't', firstName: 'Tarek', lastName: 'Belvallon' }

test('a declaration says who, which day in France, and whether the text is still the same', () => {
  const declaration = { ...maelle, at: new Date('2026-10-11T22:30:00Z') }
  const said = 'Déclarée complète par M.\u00A0Jourdanneau le 12\u00A0octobre 2026'
  expect(declarationText(declaration, { isModified: false })).toBe(said)
  expect(declarationText(declaration, { isModified: true })).toBe(`${said}, texte modifié depuis`)
  expect(shortName({ firstName: ' ', lastName: 'Vie scolaire' })).toBe('Vie scolaire')
})

test('questions are counted as French counts', () => {
  expect(treatedText(0, 5)).toBe('5\u00A0questions')
  expect(treatedText(1, 5)).toBe('1\u00A0question sur 5 traitée')
  expect(treatedText(3, 5)).toBe('3\u00A0questions sur 5 traitées')
  expect(treatedText(0, 0)).toBeNull()
})

test('a part says to whom it is confided, to oneself first', () => {
  expect(confidedText([], 't')).toBeNull()
  expect(confidedText([maelle], 't')).toBe('est confiée à M.\u00A0Jourdanneau')
  expect(confidedText([tarek], 't')).toBe('vous est confiée')
  expect(confidedText([maelle, tarek], 't')).toBe('vous est confiée, avec M.\u00A0Jourdanneau')
})

test('an empty part says how much and which records are expected', () => {
  const two = ['Acteurs et rôles', 'Réunions']
  expect(expectedText({ minWords: 80, records: two })).toBe(
    'Attendu\u00A0: au moins 80\u00A0mots, et ces fiches\u00A0: Acteurs et rôles, Réunions.',
  )
  expect(expectedText({ minWords: 0, records: ['Ressources'] })).toBe(
    'Attendu\u00A0: la fiche «\u00A0Ressources\u00A0».',
  )
  expect(expectedText({ minWords: 60, records: [] })).toBe('Attendu\u00A0: au moins 60\u00A0mots.')
  expect(expectedText({ minWords: 0, records: [] })).toBeNull()
})
