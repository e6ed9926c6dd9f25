import { expect, test } from 'vitest'
import { entities } from '#lib/document/records.ts'
import { enumIds } from '#lib/domain/enums.ts'
import { schoolLevels } from '#lib/domain/school-levels.ts'
import { enumLabel, findSection, template } from '#lib/domain/template.ts'
import { parseTemplate } from '#lib/domain/template-schema.ts'

const sections = template.sections

test('the template has fourteen parts, thirteen of them mandatory, in order', () => {
  expect(sections).toHaveLength(14)
  expect(sections.filter((section) => section.mandatory)).toHaveLength(13)
  expect(sections.map((section) => section.order)).toEqual(sections.map((_, index) => index + 1))
  expect(new Set(sections.map((section) => section.id)).size).toBe(14)
  expect(sections.map((section) => section.writingOrder).toSorted((a, b) => a - b)).toEqual(
    sections.map((_, index) => index + 1),
  )
})

test('every part is in a group that exists, and every list of parts names parts that exist', () => {
  const groups = template.groups.map(({ id }) => id)
  const ids: string[] = sections.map(({ id }) => id)
  for (const section of sections) expect(groups).toContain(section.group)
  for (const { sections: named } of template.specifies)
    expect(ids).toEqual(expect.arrayContaining(named))
  for (const { section } of template.loop.steps) expect(ids).toContain(section)
  for (const { steps = [] } of template.groups) expect(ids).toEqual(expect.arrayContaining(steps))
})

test('the ids in code are those of the template, enumeration by enumeration', () => {
  const ofTemplate = Object.entries(template.enums).map(([name, items]) => [
    name,
    items.map(({ id }) => id),
  ])
  expect(enumIds).toEqual(Object.fromEntries(ofTemplate))
  for (const ids of Object.values(enumIds)) expect(new Set(ids).size).toBe(ids.length)
})

test('every requirement names an entity of the document', () => {
  const known: readonly string[] = [...entities, 'selfEvaluationCriterion']
  for (const { blocks, completeness } of sections) {
    const required = [completeness.validation, completeness.closing].flatMap(
      (requirement) => requirement?.blocks ?? [],
    )
    for (const { entity } of [...blocks, ...required]) expect(known).toContain(entity)
  }
})

test('no requirement of the data file is left out of the parsed one', async () => {
  const { default: data } = await import('#lib/domain/template.json', { with: { type: 'json' } })
  expect(sections.map(({ completeness }) => completeness)).toEqual(
    data.sections.map(({ completeness }) => completeness),
  )
})

test('criteria of the grid are unique and their domains have a label', () => {
  const grid = template.selfEvaluationGrid
  expect(new Set(grid.map(({ id }) => id)).size).toBe(13)
  const domains: readonly string[] = enumIds.selfEvaluationDomain
  for (const { domain } of grid) expect(domains).toContain(domain)
})

test('a part and a label are found by their ids', () => {
  expect(findSection(template, 'steering')?.title).toBe('Pilotage')
  expect(findSection(template, 'own-part')).toBeUndefined()
  expect(enumLabel(template, 'level', '2gt')).toBe('Seconde générale et technologique')
  expect(enumLabel(template, 'level', 'unknown')).toBe('unknown')
})

test('the template is what the product expects', () => {
  expect(template).toMatchObject(parseTemplate(template))
})

test('a template that lacks something is refused', () => {
  expect(() => parseTemplate({ ...template, sections: [] })).toThrow()
  expect(() => parseTemplate({})).toThrow()
})

test('each type of school teaches levels of its own, and a cité scolaire all of them', () => {
  expect(schoolLevels('college')).toEqual(['6e', '5e', '4e', '3e'])
  expect(schoolLevels('lgt')).toEqual(['2gt', '1g', '1t', 'tg', 'tt'])
  expect(schoolLevels('lp')).toHaveLength(5)
  expect(schoolLevels('lpo')).toHaveLength(10)
  expect(schoolLevels('cite')).toEqual(enumIds.level)
})
