import type { Block } from './block.ts'
import type { EnumId } from './enums.ts'
import type { SectionId } from './ids.ts'
import type { IsoDate } from './iso-date.ts'
import type {
  ClassGroup,
  CommonObject,
  Communication,
  Contribution,
  Criterion,
  Cycle,
  Goal,
  Indicator,
  Mean,
  Meeting,
  Milestone,
  Need,
  Orientation,
  ProjectAction,
  ProjectActor,
  Regulation,
  Resource,
} from './record.ts'

/**
 * A project as a plain value: what rules, views and exports read, whatever it was read from.
 *
 * Every field is present: an empty text is `''`, an unknown number, date, value of an enumeration
 * or single link is `null`. Links are stored once, on the child's side; lists of ids are sets, in
 * code-unit order (values of an enumeration in the template's order). Records come in the order in
 * which the team placed them, archived ones included.
 */
export type Project = {
  templateId: string
  templateVersion: string
  status: EnumId<'documentStatus'>
  header: Header
  calendar: Calendar
  /** The parts of the template in its order, then the optional ones of the project. */
  sections: Section[]
  orientations: Orientation[]
  actors: ProjectActor[]
  classGroups: ClassGroup[]
  needs: Need[]
  goals: Goal[]
  commonObjects: CommonObject[]
  cycles: Cycle[]
  actions: ProjectAction[]
  milestones: Milestone[]
  indicators: Indicator[]
  means: Mean[]
  regulations: Regulation[]
  meetings: Meeting[]
  communications: Communication[]
  selfEvaluation: SelfEvaluation
  resources: Resource[]
}

export type Header = {
  schoolName: string
  schoolType: EnumId<'schoolType'> | null
  city: string
  academy: string
  /** `2026-2027` */
  schoolYear: string
  yearStart: IsoDate | null
  yearEnd: IsoDate | null
  levels: EnumId<'level'>[]
  coordinatorIds: string[]
  projectCycleSpan: string
  summary: string
  problemStatement: string
}

export type Section = { id: SectionId; title: string; content: Block[] }

export type Calendar = {
  zone: string
  source: string
  /** `[first day off, day of return]`, in order; the day of return is a school day. */
  holidays: [IsoDate, IsoDate][]
}

export type SelfEvaluation = {
  date: IsoDate | null
  method: string
  participantCount: number | null
  criteria: Criterion[]
  contributions: Contribution[]
}
