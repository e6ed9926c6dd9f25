import type { SectionId } from './ids.ts'
import type { Project } from './project.ts'
import { blockRatio } from './requirement.ts'
import { findSection, type SectionSpec, type Stage, type Template } from './template.ts'
import { countBlockWords } from './words.ts'

export type Completeness = {
  /** 0 to 100, and 100 only when complete. */
  percent: number
  complete: boolean
  /** What the template says is missing, in French; null when complete. */
  missing: string | null
}

export type SectionCompleteness = Completeness & { id: SectionId; mandatory: boolean }

export type ProjectCompleteness = {
  /** The mandatory parts alone, each for as much as another. */
  percent: number
  mandatoryTotal: number
  mandatoryLeft: number
  /** In the template's order; a group without a mandatory part is complete. */
  groups: { id: string; percent: number; complete: boolean }[]
  /** In the project's order. */
  sections: SectionCompleteness[]
}

/** How far a part is from what the template asks of it at this stage (CO-1 to CO-6). */
export function sectionCompleteness(
  template: Template,
  project: Project,
  { sectionId, stage }: { sectionId: string; stage: Stage },
): Completeness {
  const spec = findSection(template, sectionId)
  const ratios = spec === undefined ? [] : ratiosOf(spec, project, { template, stage })
  if (spec === undefined || ratios.length === 0) {
    const complete = hasSomething(project, sectionId, { spec, template })
    return { percent: complete ? 100 : 0, complete, missing: null }
  }
  const complete = ratios.every((ratio) => ratio === 1)
  const missing = complete ? null : requirementAt(spec, stage).message
  return { percent: percentOf(ratios), complete, missing }
}

/** How far the whole project is at this stage (CO-7). */
export function projectCompleteness(
  template: Template,
  project: Project,
  { stage }: { stage: Stage },
): ProjectCompleteness {
  const sections = project.sections.map(({ id }) => ({
    id,
    mandatory: findSection(template, id)?.mandatory ?? false,
    ...sectionCompleteness(template, project, { sectionId: id, stage }),
  }))
  const mandatory = sections.filter((section) => section.mandatory)
  const groups = template.groups.map(({ id }) => {
    const own = mandatory.filter((section) => findSection(template, section.id)?.group === id)
    return { id, percent: meanPercent(own), complete: own.every((section) => section.complete) }
  })
  return {
    percent: meanPercent(mandatory),
    mandatoryTotal: mandatory.length,
    mandatoryLeft: mandatory.filter((section) => !section.complete).length,
    groups,
    sections,
  }
}

/** What is enough for a part of which the template asks nothing: a word, or one of its records. */
function hasSomething(
  project: Project,
  sectionId: string,
  { spec, template }: { spec: SectionSpec | undefined; template: Template },
): boolean {
  if (countBlockWords(contentOf(project, sectionId)) > 0) return true
  if (spec === undefined) return false
  return spec.blocks.some(
    ({ entity }) => blockRatio({ entity, min: 1 }, project, { spec, template }) === 1,
  )
}

function contentOf(project: Project, sectionId: string) {
  return project.sections.find((section) => section.id === sectionId)?.content ?? []
}

function requirementAt(spec: SectionSpec, stage: Stage) {
  const { validation, closing } = spec.completeness
  return stage === 'closing' ? (closing ?? validation) : validation
}

function ratiosOf(
  spec: SectionSpec,
  project: Project,
  { template, stage }: { template: Template; stage: Stage },
): number[] {
  const { minWords, blocks } = requirementAt(spec, stage)
  const written = countBlockWords(contentOf(project, spec.id))
  const words = minWords === 0 ? [] : [Math.min(1, written / minWords)]
  return [...words, ...blocks.map((block) => blockRatio(block, project, { spec, template }))]
}

function percentOf(ratios: readonly number[]): number {
  if (ratios.every((ratio) => ratio === 1)) return 100
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  return Math.min(99, Math.round(mean * 100))
}

function meanPercent(sections: readonly Completeness[]): number {
  return percentOf(sections.map(({ percent }) => percent / 100))
}
