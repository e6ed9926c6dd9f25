import type { SectionId } from './ids.ts'
import type { Header, Project } from './project.ts'
import type { Template } from './template.ts'

type Start = {
  template: Template
  /** What is known from the start; the rest is left empty. */
  header: Partial<Header>
  /** Optional parts that the school adds, after those of the template. */
  ownSections?: readonly { id: SectionId; title: string }[]
}

/** A project in which nothing is written: every part of the template, and the whole grid unrated. */
export function blankProject({ template, header, ownSections = [] }: Start): Project {
  const sections = [...template.sections, ...ownSections]
  return {
    templateId: template.templateId,
    templateVersion: template.templateVersion,
    status: 'draft',
    header: { ...blankHeader, ...header },
    calendar: { zone: '', source: '', holidays: [] },
    sections: sections.map(({ id, title }) => ({ id, title, content: [] })),
    orientations: [],
    actors: [],
    classGroups: [],
    needs: [],
    goals: [],
    commonObjects: [],
    cycles: [],
    actions: [],
    milestones: [],
    indicators: [],
    means: [],
    regulations: [],
    meetings: [],
    communications: [],
    selfEvaluation: {
      date: null,
      method: '',
      participantCount: null,
      criteria: template.selfEvaluationGrid.map(({ id }) => ({
        id,
        archivedAt: null,
        level: null,
        evidence: '',
        nextStep: '',
      })),
      contributions: [],
    },
    resources: [],
  }
}

const blankHeader: Header = {
  schoolName: '',
  schoolType: null,
  city: '',
  academy: '',
  schoolYear: '',
  yearStart: null,
  yearEnd: null,
  levels: [],
  coordinatorIds: [],
  projectCycleSpan: '',
  summary: '',
  problemStatement: '',
}
