import { Window } from 'happy-dom'
import { expect, test } from 'vitest'
import { type Block, paragraph } from '#lib/domain/block.ts'
import { demoProject } from '#lib/domain/demo.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'
import { renderReader } from '#lib/exports/reader/render-reader.ts'
import { demoPublication } from '#tests/support/demo-publication.ts'

const NBSP = '\u00A0'

test('every record of the demo has its place, under its code and in French', () => {
  const article = elementsOf(renderReader(demoPublication()))
  const text = textOf(article)
  const { needs, goals, actions, indicators, regulations, means, milestones } = demoProject
  for (const { title } of [...needs, ...goals, ...actions, ...indicators, ...milestones]) {
    expect(text).toContain(title)
  }
  for (const mean of means) expect(text).toContain(mean.label)
  const codes = [...article.querySelectorAll('h4 .code')].map((code) => code.textContent)
  expect(codes).toEqual([
    ...needs.map((_, index) => `B${index + 1}`),
    ...goals.map((_, index) => `O${index + 1}`),
    ...actions.map((_, index) => `A${index + 1}`),
    ...indicators.map((_, index) => `I${index + 1}`),
    ...regulations.map((_, index) => `R${index + 1}`),
  ])
  for (const { criterion } of template.selfEvaluationGrid) expect(text).toContain(criterion)
  for (const words of [
    `1\u202F250${NBSP}€`,
    `58${NBSP}%, 2${NBSP}octobre 2026`,
    `16${NBSP}h${NBSP}30, durée${NBSP}1${NBSP}h${NBSP}30`,
    `2,9 sur${NBSP}4`,
    'Cible atteinte',
    'Installé (3 sur',
  ]) {
    expect(text).toContain(words)
  }
  expect(article.querySelector('time[datetime="2026-10-01"] sup')?.textContent).toBe('er')
})

test('the summary comes first, then the question, then the message; what is empty is left out', () => {
  const anchors = (html: string) =>
    [...elementsOf(html).querySelectorAll('section')].slice(0, 3).map(({ id }) => id)
  const whole = demoPublication()
  expect(anchors(renderReader(whole))).toEqual(['essentiel', 'question', 'message'])
  expect(anchors(renderReader({ ...whole, message: ' ' }))).toEqual([
    'essentiel',
    'question',
    'partie-1',
  ])
})

test('a title never skips a rank, and one in a table is none', () => {
  const cell = { header: true, colspan: 1, rowspan: 1, colwidth: null }
  const article = elementsOf(
    withText([
      paragraph('Sous-titre seul', 'h4'),
      paragraph('Titre', 'h3'),
      paragraph('Sous-titre', 'h4'),
      {
        type: 'table',
        rows: [
          { cells: [{ ...cell, content: [paragraph('En tête', 'h3')] }] },
          { cells: [{ ...cell, content: [paragraph('Ligne')] }] },
        ],
      },
    ]),
  )
  const prose = article.querySelector('.prose')
  expect([...(prose?.querySelectorAll('h3, h4') ?? [])].map(({ tagName }) => tagName)).toEqual([
    'H3',
    'H3',
    'H4',
  ])
  const heads = [...(prose?.querySelectorAll('th') ?? [])]
  expect(heads.map((head) => head.getAttribute('scope'))).toEqual(['col', 'row'])
})

test('lists are nested, and a task says in words whether it is done', () => {
  const article = elementsOf(
    withText([
      paragraph('un', 'bullet'),
      { ...paragraph('dans un', 'bullet'), indent: 1 },
      { ...paragraph('relire', 'task'), checked: true },
      paragraph('publier', 'task'),
    ]),
  )
  expect(article.querySelector('.prose ul > li > ul > li')?.textContent).toBe('dans un')
  const tasks = [...article.querySelectorAll('.tasks > li')].map((item) => item.textContent)
  expect(tasks).toEqual([`Fait${NBSP}: relire`, `À faire${NBSP}: publier`])
})

test('nothing that was typed becomes markup, and only real addresses become links', () => {
  const hostile = '"><img src=x onerror=alert(1)><script>'
  const run = (href: string) => ({
    type: 'text' as const,
    text: hostile,
    marks: [{ type: 'link' as const, href }],
  })
  const project: Project = {
    ...demoProject,
    header: { ...demoProject.header, summary: hostile, problemStatement: hostile },
    needs: demoProject.needs.map((need) => ({ ...need, title: hostile, disciplines: [hostile] })),
    meetings: demoProject.meetings.map((meeting) => ({ ...meeting, startTime: hostile })),
    resources: demoProject.resources.map((resource) => ({
      ...resource,
      title: hostile,
      url: 'javascript:alert(1)',
    })),
  }
  const links = ['javascript:alert(1)', 'https://exemple.fr/?a="b"&c', '/p/autre'].map(run)
  const html = withText([{ ...paragraph(''), inline: links }], project)
  const article = elementsOf(html)
  expect(article.querySelectorAll('img, script, [onerror], style, [style]').length).toBe(0)
  const hrefs = [...article.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '')
  expect(hrefs.filter((href) => !href.startsWith('#'))).toEqual(['https://exemple.fr/?a="b"&c'])
  expect(textOf(article)).toContain(hostile)
})

test('a person is a function unless they chose to be named, in the text as in the records', () => {
  const [first, second] = demoProject.actors
  if (first === undefined || second === undefined) throw new Error('the demo has no actors')
  const named = { ...second, publicDisplay: 'name' as const }
  const project = { ...demoProject, actors: [first, named] }
  const mention = (id: string) => ({
    type: 'mention' as const,
    ...{ id, label: first.displayName, entity: 'actor' },
  })
  const inline = [mention(first.id), mention('left')]
  const text = textOf(elementsOf(withText([{ ...paragraph(''), inline }], project)))
  expect(text).not.toContain(first.displayName)
  expect(text).toContain(`${first.function}un membre de l’équipe`)
  expect(text).toContain(`${named.displayName} (${named.function})`)
})

test('archived records are not shown, and no link leads to a part that is not published', () => {
  const project = {
    ...demoProject,
    needs: demoProject.needs.map((need, index) => ({
      ...need,
      archivedAt: index === 0 ? '2027-01-01T00:00:00.000Z' : null,
    })),
  }
  const content = demoPublication(project)
  const sections = content.sections.filter(({ id }) => id !== 'appendices' && id !== 'framework')
  const article = elementsOf(renderReader({ ...content, sections }))
  expect(textOf(article)).not.toContain(demoProject.needs[0]?.description)
  const dead = [...article.querySelectorAll('a[href^="#"]')]
    .map((link) => link.getAttribute('href')?.slice(1) ?? '')
    .filter((id) => article.querySelector(`[id="${id}"]`) === null)
  expect(dead).toEqual([])
})

/** The demo's publication with these blocks as the text of its first part. */
function withText(content: Block[], project: Project = demoProject): string {
  const sections = project.sections.map((section, index) =>
    index === 0 ? { ...section, content } : section,
  )
  return renderReader(demoPublication({ ...project, sections }))
}

function elementsOf(html: string) {
  const { document } = new Window()
  document.body.innerHTML = html
  return document.body
}

function textOf(element: ReturnType<typeof elementsOf>): string {
  return element.textContent ?? ''
}
