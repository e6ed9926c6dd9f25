import 'server-only'
import { projectCompleteness, sectionCompleteness } from '#lib/domain/completeness.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'
import type { SectionOutline } from './project-sections.ts'

/** A project is measured against what its approval asks for. */
const stage = 'validation'

export type MeasuredSection = {
  id: string
  /** Place in the project, from 1. */
  number: number
  title: string
  shortTitle: string
  /** Id of its group; null for a part of the school's own. */
  group: string | null
  mandatory: boolean
  guidance: string
  prompts: string[]
  percent: number
  complete: boolean
  /** What is missing, in words. */
  missing: string | null
  /** Place in the order in which a team is advised to write. */
  writingOrder: number
}

export type ProjectProgress = {
  /** Of the mandatory parts. */
  percent: number
  /** Mandatory parts that are not complete. */
  mandatoryLeft: number
  groups: {
    id: string
    title: string
    percent: number
    sections: Pick<MeasuredSection, 'id' | 'number' | 'shortTitle' | 'mandatory' | 'percent'>[]
  }[]
}

/** The parts of a project with how far each is. */
export function measuredSections(
  outline: readonly SectionOutline[],
  content: Project,
): MeasuredSection[] {
  return outline.map(({ spec, ...section }) => ({
    ...section,
    group: spec?.group ?? null,
    guidance: spec?.guidance ?? '',
    prompts: spec?.prompts ?? [],
    writingOrder: spec?.writingOrder ?? Number.MAX_SAFE_INTEGER,
    ...sectionCompleteness(template, content, { sectionId: section.id, stage }),
  }))
}

/** How far the whole project is, by group of the template. */
export function progressOf(
  sections: readonly MeasuredSection[],
  content: Project,
): ProjectProgress {
  const { percent, mandatoryLeft, groups } = projectCompleteness(template, content, { stage })
  return {
    percent,
    mandatoryLeft,
    groups: template.groups.map(({ id, title }) => ({
      ...{ id, title },
      percent: groups.find((group) => group.id === id)?.percent ?? 0,
      sections: sections
        .filter((section) => section.group === id)
        .map(({ id, number, shortTitle, mandatory, percent }) => ({
          ...{ id, number, shortTitle, mandatory, percent },
        })),
    })),
  }
}
