import { expect, test } from 'vitest'
import { blockText } from '#lib/domain/block.ts'
import { demoAsOf, demoComments, demoProject, demoVersions } from '#lib/domain/demo.ts'
import { active } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { countWords } from '#lib/domain/words.ts'

const records = [
  demoProject.orientations,
  demoProject.actors,
  demoProject.classGroups,
  demoProject.needs,
  demoProject.needs.flatMap(({ evidence }) => evidence),
  demoProject.goals,
  demoProject.goals.flatMap(({ competencies }) => competencies),
  demoProject.commonObjects,
  demoProject.cycles,
  demoProject.actions,
  demoProject.milestones,
  demoProject.indicators,
  demoProject.indicators.flatMap(({ measurements }) => measurements),
  demoProject.means,
  demoProject.regulations,
  demoProject.regulations.flatMap(({ decisions }) => decisions),
  demoProject.meetings,
  demoProject.communications,
  demoProject.selfEvaluation.criteria,
  demoProject.selfEvaluation.contributions,
  demoProject.resources,
].flat()

test('every part of the template has its text in the demo', () => {
  expect(demoProject.sections.map(({ id }) => id)).toEqual(template.sections.map(({ id }) => id))
  for (const { content } of demoProject.sections) expect(content.length).toBeGreaterThan(0)
})

test('every record has an id of its own, and every link leads to a record', () => {
  const ids = records.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const linked = [...JSON.stringify(demoProject).matchAll(/"(\w+Ids?)":(\[[^\]]*\]|"[^"]*")/g)]
    .filter(([, name]) => !['templateId', 'competencyId'].includes(name ?? ''))
    .flatMap(([, , value]) => [...(value ?? '').matchAll(/"([^"]+)"/g)].map(([, id]) => id))
  expect(linked.length).toBeGreaterThan(100)
  expect(linked.filter((id) => id !== undefined && !ids.includes(id))).toEqual([])
})

test('the summary has 40 to 150 words, and the problem statement 15 to 80', () => {
  const summary = countWords(demoProject.header.summary)
  expect(summary).toBeGreaterThanOrEqual(40)
  expect(summary).toBeLessThanOrEqual(150)
  const statement = countWords(demoProject.header.problemStatement)
  expect(statement).toBeGreaterThanOrEqual(15)
  expect(statement).toBeLessThanOrEqual(80)
})

test('every comment quotes words of its part, and its authors are actors', () => {
  const actors = demoProject.actors.map(({ id }) => id)
  for (const { sectionId, quote, authorId, replies } of demoComments) {
    const part = demoProject.sections.find(({ id }) => id === sectionId)
    expect(part?.content.map(blockText).join('\n')).toContain(quote)
    for (const id of [authorId, ...replies.map((reply) => reply.authorId)]) {
      expect(actors).toContain(id)
    }
  }
})

test('the last version is published at the reference date', () => {
  expect(demoVersions.at(-1)).toMatchObject({ status: 'published', publishedAt: demoAsOf })
})

test('archived records are left out where active ones are asked for', () => {
  const archivedAt = '2027-01-01T08:00:00.000Z'
  const [first, ...others] = demoProject.needs
  if (!first) throw new Error('the demo has needs')
  expect(active([{ ...first, archivedAt }, ...others])).toEqual(others)
})
