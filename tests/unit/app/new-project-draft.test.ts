import { expect, test } from 'vitest'
import type { NewProjectChoices } from '#app/(workspace)/_new-project/choices.ts'
import { draftWeave, partsSentence } from '#app/(workspace)/_new-project/draft-weave.ts'
import { type Draft, toggled, toNewProject } from '#app/(workspace)/_new-project/use-draft.ts'

const choices: NewProjectChoices = {
  years: [{ id: '2026-2027', label: '2026-2027', span: '' }],
  defaultYear: '2026-2027',
  schoolTypes: [],
  defaultType: 'lgt',
  colleagues: [],
  optionalSections: [{ id: 'appendices', number: 14, label: 'Annexes et ressources' }],
  weave: [
    { id: 'steering', title: 'Pilotage', hue: 'pilotage', percent: 0, segments: [part('a')] },
    {
      id: 'scheme-evaluation',
      title: 'Évaluation',
      hue: 'evaluation',
      percent: 0,
      segments: [part('b'), part('appendices')],
    },
  ],
  mandatoryCount: 13,
}

const draft: Draft = {
  title: '  ',
  schoolYear: '2026-2027',
  schoolType: 'lgt',
  levels: ['tg'],
  coordinators: [],
  templateParts: ['appendices'],
  suggestedParts: ['Partenariats et lieux d’accueil'],
  ownParts: [
    { key: 1, title: ' Accueil des nouveaux ' },
    { key: 2, title: '   ' },
  ],
}

test('a draft becomes a project: optional parts in order, empty titles left out', () => {
  expect(toNewProject(draft, choices)).toEqual({
    schoolYear: '2026-2027',
    schoolType: 'lgt',
    levels: ['tg'],
    coordinatorAccountIds: [],
    optionalSections: [
      { id: 'appendices', title: 'Annexes et ressources' },
      { title: 'Partenariats et lieux d’accueil' },
      { title: 'Accueil des nouveaux' },
    ],
  })
  expect(toNewProject({ ...draft, title: ' Terminale ' }, choices).title).toBe('Terminale')
})

test('the weave and its sentence follow the boxes', () => {
  expect(segments(draft)).toEqual([1, 4])
  expect(partsSentence(choices, draft)).toBe('16\u00A0parties, dont 13\u00A0obligatoires.')
  const bare = { ...draft, templateParts: [], suggestedParts: [], ownParts: [] }
  expect(segments(bare)).toEqual([1, 1])
  expect(partsSentence(choices, bare)).toBe('13\u00A0parties, dont 13\u00A0obligatoires.')
})

test('a box keeps the order of the list, whatever the order of the clicks', () => {
  const order = ['2gt', '1g', 'tg']
  expect(toggled(['tg'], '2gt', order)).toEqual(['2gt', 'tg'])
  expect(toggled(['2gt', 'tg'], '2gt', order)).toEqual(['tg'])
})

function part(id: string) {
  return { id, percent: 0 }
}

function segments(of: Draft): number[] {
  return draftWeave(choices, of).map((row) => row.segments.length)
}
