import { expect, test } from 'vitest'
import { blankProject } from '#lib/domain/blank-project.ts'
import { paragraph } from '#lib/domain/block.ts'
import { projectCompleteness, sectionCompleteness } from '#lib/domain/completeness.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import type { Project } from '#lib/domain/project.ts'
import { findSection, type Stage, template } from '#lib/domain/template.ts'
import { countBlockWords, countWords } from '#lib/domain/words.ts'

const blank = blankProject({ template, header: {} })

function of(project: Project, sectionId: string, stage: Stage = 'validation') {
  return sectionCompleteness(template, project, { sectionId, stage })
}

function withWords(project: Project, sectionId: string, count: number): Project {
  const content = [paragraph(Array(count).fill('mot').join(' '))]
  const sections = project.sections.map((section) =>
    section.id === sectionId ? { ...section, content } : section,
  )
  return { ...project, sections }
}

test.each(['validation', 'closing'] as const)('[CO-1] the demo is complete at %s', (stage) => {
  const { sections, ...whole } = projectCompleteness(template, demoProject, { stage })
  expect(whole).toMatchObject({ percent: 100, mandatoryTotal: 13, mandatoryLeft: 0 })
  expect(sections.filter((section) => !section.complete)).toEqual([])
})

test('[CO-1] a part without requirements for the closing is asked for the validation again', () => {
  expect(findSection(template, 'framework')?.completeness.closing).toBeNull()
  expect(of(blank, 'framework', 'closing')).toEqual(of(blank, 'framework', 'validation'))
})

test('[CO-2] words and records each move the percentage', () => {
  const orientations = demoProject.orientations
  expect(of(blank, 'framework').percent).toBe(0)
  expect(of(withWords(blank, 'framework', 40), 'framework').percent).toBe(25)
  expect(of(withWords(blank, 'framework', 80), 'framework').percent).toBe(50)
  const full = { ...withWords(blank, 'framework', 800), orientations }
  expect(of(full, 'framework')).toEqual({ percent: 100, complete: true, missing: null })
})

test('[CO-2] a part that lacks one word is at 99 at most', () => {
  const almost = { ...withWords(blank, 'framework', 79), orientations: demoProject.orientations }
  expect(of(almost, 'framework')).toMatchObject({ percent: 99, complete: false })
})

test('[CO-3] an incomplete part says what the template says for the stage', () => {
  const { completeness } = findSection(template, 'steering') ?? {}
  expect(of(blank, 'steering').missing).toBe(completeness?.validation.message)
  expect(of(blank, 'steering', 'closing').missing).toBe(completeness?.closing?.message)
})

test('[CO-4] archived records do not count', () => {
  const archived = demoProject.orientations.map((orientation) => ({
    ...orientation,
    archivedAt: '2027-01-01T08:00:00.000Z',
  }))
  expect(of({ ...demoProject, orientations: archived }, 'framework').complete).toBe(false)
})

test('[CO-4] the steering part counts the bodies that it shows, not every meeting', () => {
  const meetings = demoProject.meetings.map((meeting) => ({
    ...meeting,
    body: 'equipe-niveau' as const,
  }))
  expect(of({ ...demoProject, meetings }, 'steering').complete).toBe(false)
  expect(of({ ...demoProject, meetings }, 'monitoring-and-coordination').complete).toBe(true)
})

test('[CO-4] hours and another kind of mean are both asked for', () => {
  const hours = demoProject.means.filter(({ kind }) => kind === 'hours')
  expect(of({ ...demoProject, means: hours }, 'organisation-and-means').complete).toBe(false)
})

test('[CO-4] a need counts with a dated statement and evidence, with or without a figure', () => {
  const [need] = demoProject.needs
  if (!need) throw new Error('the demo has needs')
  const withNeed = (change: Partial<typeof need>) =>
    of({ ...demoProject, needs: [{ ...need, ...change }] }, 'initial-diagnosis').complete
  expect(withNeed({ baseline: { ...need.baseline, value: null, unit: null } })).toBe(true)
  expect(withNeed({ baseline: { ...need.baseline, date: null } })).toBe(false)
  expect(withNeed({ baseline: { ...need.baseline, statement: '  ' } })).toBe(false)
  expect(withNeed({ evidence: [] })).toBe(false)
})

test('[CO-4] a goal counts with a need, a competency and an indicator that names it', () => {
  const part = 'aims-and-goals'
  const goals = demoProject.goals.slice(0, 1)
  const indicators = demoProject.indicators.filter(({ goalIds }) => !goalIds.includes('goal-1'))
  expect(of({ ...demoProject, goals }, part).complete).toBe(true)
  expect(of({ ...demoProject, goals, indicators }, part).complete).toBe(false)
  const unlinked = goals.map((goal) => ({ ...goal, needIds: [] }))
  expect(of({ ...demoProject, goals: unlinked }, part).complete).toBe(false)
})

test('[CO-4] zero is a filled number', () => {
  const means = demoProject.means.map((mean) => ({ ...mean, quantityUsed: 0 }))
  expect(of({ ...demoProject, means }, 'organisation-and-means', 'closing').complete).toBe(true)
})

test('[CO-4] an attainment that is not assessed does not count at the closing', () => {
  const goals = demoProject.goals.map((goal) => ({ ...goal, attainment: 'not-assessed' as const }))
  expect(of({ ...demoProject, goals }, 'aims-and-goals', 'closing').complete).toBe(false)
  expect(of({ ...demoProject, goals }, 'aims-and-goals', 'validation').complete).toBe(true)
})

test('[CO-5] one action that is still planned keeps the closing below 100', () => {
  const actions = demoProject.actions.map((action, index) =>
    index === 0 ? { ...action, status: 'planned' as const } : action,
  )
  const { percent, complete } = of({ ...demoProject, actions }, 'actions-and-sequences', 'closing')
  expect(complete).toBe(false)
  expect(percent).toBe(94)
})

test('[CO-5] each indicator needs a measurement, each cycle a regulation', () => {
  const indicators = demoProject.indicators.map((indicator, index) =>
    index < 4 ? { ...indicator, measurements: [] } : indicator,
  )
  expect(of({ ...demoProject, indicators }, 'action-evaluation', 'closing').percent).toBe(75)
  const regulations = demoProject.regulations.slice(0, 1)
  expect(of({ ...demoProject, regulations }, 'regulation', 'closing').percent).toBe(75)
  expect(of({ ...demoProject, indicators: [] }, 'action-evaluation', 'closing').percent).toBe(50)
})

test('[CO-5] two communications to one audience are one audience', () => {
  const communications = demoProject.communications.map((communication) => ({
    ...communication,
    audience: 'families' as const,
  }))
  expect(of({ ...demoProject, communications }, 'communication').percent).toBe(75)
})

test('[CO-5] the self-evaluation needs evidence in every domain', () => {
  const { selfEvaluation } = demoProject
  const criteria = selfEvaluation.criteria.map((criterion) =>
    criterion.id.startsWith('se-eff') ? { ...criterion, evidence: '' } : criterion,
  )
  const project = { ...demoProject, selfEvaluation: { ...selfEvaluation, criteria } }
  expect(of(project, 'scheme-self-evaluation', 'closing')).toMatchObject({
    percent: 94,
    complete: false,
  })
})

test('[CO-6] a part of which nothing is asked is complete once something is in it', () => {
  const own = { id: 'own-1' as SectionId, title: 'Partenariats', content: [] }
  const empty = { ...blank, sections: [...blank.sections, own] }
  const nothing = { percent: 0, complete: false, missing: null }
  expect(of(empty, 'own-1')).toEqual(nothing)
  expect(of(empty, 'appendices')).toEqual(nothing)
  expect(of({ ...empty, resources: demoProject.resources }, 'appendices').complete).toBe(true)
  const written = withWords(empty, 'own-1', 1)
  expect(of(written, 'own-1')).toEqual({ percent: 100, complete: true, missing: null })
  expect(projectCompleteness(template, written, { stage: 'validation' }).percent).toBe(0)
})

test('[CO-7] the whole counts the thirteen mandatory parts, each for as much', () => {
  const project = { ...withWords(blank, 'framework', 80), orientations: demoProject.orientations }
  const { percent, mandatoryLeft, groups, sections } = projectCompleteness(template, project, {
    stage: 'validation',
  })
  expect(percent).toBe(Math.round(100 / 13))
  expect(mandatoryLeft).toBe(12)
  expect(groups[0]).toEqual({ id: 'steering', percent: 50, complete: false })
  expect(sections.map(({ id }) => id)).toEqual(template.sections.map(({ id }) => id))
})

test.each([
  ['', 0],
  ['— … !', 0],
  ['L’élève sait s’organiser', 5],
  ["L'élève", 2],
  ['peut-être en 2026-2027', 3],
  ['58 % des élèves, soit 9,4 sur 20', 7],
  ['un\tdeux\ntrois quatre', 4],
])('[CO-8] « %s » has %i words', (text, count) => {
  expect(countWords(text)).toBe(count)
})

test('[CO-8] words of a table, a mention and around a break are counted', () => {
  const cell = { header: false, colspan: 1, rowspan: 1, colwidth: null }
  const mention = { type: 'mention' as const, id: 'act-1', label: 'Mme Exemple', entity: 'actor' }
  const text = { type: 'text' as const, marks: [] }
  expect(
    countBlockWords([
      {
        type: 'table',
        rows: [
          {
            cells: [
              { ...cell, content: [paragraph('un'), paragraph('deux')] },
              { ...cell, content: [paragraph('trois')] },
            ],
          },
        ],
      },
      {
        ...paragraph(''),
        inline: [
          { ...text, text: 'quatre' },
          { type: 'hardBreak' },
          { ...text, text: 'cinq ' },
          mention,
        ],
      },
      { type: 'horizontalRule' },
    ]),
  ).toBe(7)
})
