import type { EnumId } from './enums.ts'
import type { IsoDate } from './iso-date.ts'

/** What every record has. `archivedAt` is an instant (ISO 8601, UTC): archiving is the only deletion. */
export type ProjectRecord = { id: string; archivedAt: string | null }

export type Orientation = ProjectRecord & {
  source: EnumId<'orientationSource'> | null
  reference: string
  label: string
  period: string
}

/** Someone who takes part in the project; not an account, though `accountId` may name one. */
export type ProjectActor = ProjectRecord & {
  displayName: string
  role: EnumId<'actorRole'> | null
  /** Shown in public instead of the name. */
  function: string
  disciplines: string[]
  levels: EnumId<'level'>[]
  accountId: string | null
  publicDisplay: 'function' | 'name'
}

/** A class or a group: never a list of pupils. */
export type ClassGroup = ProjectRecord & {
  label: string
  kind: EnumId<'classGroupKind'> | null
  level: EnumId<'level'> | null
  levels: EnumId<'level'>[]
  studentCount: number | null
}

export type Need = ProjectRecord & {
  title: string
  description: string
  levels: EnumId<'level'>[]
  groupIds: string[]
  disciplines: string[]
  evidence: Evidence[]
  baseline: {
    value: number | null
    unit: EnumId<'unit'> | null
    date: IsoDate | null
    statement: string
  }
  priority: number | null
  status: EnumId<'needStatus'> | null
  originRegulationId: string | null
  carriedFromNeedId: string | null
}

export type Evidence = ProjectRecord & {
  source: string
  date: IsoDate | null
  sampleSize: number | null
  finding: string
}

export type Goal = ProjectRecord & {
  title: string
  statement: string
  needIds: string[]
  orientationIds: string[]
  competencies: CompetencyTarget[]
  initialSituation: string
  expectedSituation: string
  dueDate: IsoDate | null
  attainment: EnumId<'goalAttainment'> | null
  attainmentComment: string
}

export type CompetencyTarget = ProjectRecord & {
  competencyId: string
  masteryLevel: EnumId<'masteryLevel'> | null
  schoolLevel: EnumId<'level'> | null
}

export type CommonObject = ProjectRecord & {
  title: string
  description: string
  disciplines: string[]
  ownerIds: string[]
  resourceIds: string[]
}

export type Cycle = ProjectRecord & {
  number: number | null
  label: string
  startDate: IsoDate | null
  endDate: IsoDate | null
}

export type ProjectAction = ProjectRecord & {
  title: string
  type: EnumId<'actionType'> | null
  description: string
  /** What pupils produce. */
  studentWork: string
  ownerIds: string[]
  teamIds: string[]
  disciplines: string[]
  groupIds: string[]
  levels: EnumId<'level'>[]
  cycleId: string | null
  startDate: IsoDate | null
  endDate: IsoDate | null
  sessionCount: number | null
  hoursPerStudent: number | null
  /** Hours of all the staff together. */
  teacherHours: number | null
  studentCount: number | null
  goalIds: string[]
  meanIds: string[]
  predecessorIds: string[]
  originRegulationId: string | null
  status: EnumId<'actionStatus'> | null
  statusComment: string
}

export type Milestone = ProjectRecord & {
  title: string
  kind: EnumId<'milestoneKind'> | null
  date: IsoDate | null
  doneDate: IsoDate | null
  ownerIds: string[]
  cycleId: string | null
}

export type Indicator = ProjectRecord & {
  title: string
  kind: EnumId<'indicatorKind'> | null
  goalIds: string[]
  unit: EnumId<'unit'> | null
  direction: EnumId<'indicatorDirection'> | null
  baseline: { value: number | null; date: IsoDate | null }
  target: { value: number | null }
  dueDate: IsoDate | null
  source: string
  method: string
  ownerIds: string[]
  measurements: Measurement[]
}

export type Measurement = ProjectRecord & {
  date: IsoDate | null
  value: number | null
  sampleSize: number | null
  comment: string
}

export type Mean = ProjectRecord & {
  kind: EnumId<'meanKind'> | null
  label: string
  quantityPlanned: number | null
  quantityUsed: number | null
  unit: EnumId<'meanUnit'> | null
  hoursSource: EnumId<'hoursSource'> | null
  partnerActorId: string | null
  agreementResourceId: string | null
}

export type Regulation = ProjectRecord & {
  cycleId: string | null
  date: IsoDate | null
  meetingId: string | null
  indicatorIds: string[]
  findings: string
  decisions: Decision[]
  newDiagnosis: string
  affectedNeedIds: string[]
  createdActionIds: string[]
}

export type DecisionTarget =
  | 'need'
  | 'goal'
  | 'action'
  | 'indicator'
  | 'mean'
  | 'commonObject'
  | 'section'

export type Decision = ProjectRecord & {
  decision: EnumId<'regulationDecision'> | null
  targetType: DecisionTarget | null
  targetId: string | null
  statement: string
  ownerIds: string[]
  dueDate: IsoDate | null
  status: EnumId<'decisionStatus'> | null
}

/** Attendance is counts and bodies, never names. */
export type Meeting = ProjectRecord & {
  body: EnumId<'meetingBody'> | null
  title: string
  date: IsoDate | null
  /** `16:30` */
  startTime: string
  durationMinutes: number | null
  agenda: string
  invitedCount: number | null
  presentCount: number | null
  act: EnumId<'meetingAct'> | null
  outcome: string
  votes: { for: number | null; against: number | null; abstention: number | null }
  status: EnumId<'meetingStatus'> | null
}

export type Communication = ProjectRecord & {
  audience: EnumId<'audience'> | null
  message: string
  channel: EnumId<'channel'> | null
  date: IsoDate | null
  ownerIds: string[]
  versionId: string | null
  status: EnumId<'communicationStatus'> | null
}

/** A rated criterion; its id is the grid's, so that nobody rates the same one twice at once. */
export type Criterion = ProjectRecord & {
  level: EnumId<'selfEvaluationLevel'> | null
  evidence: string
  nextStep: string
}

/** Signed by a team or a function (`team`), or by one actor. */
export type Contribution = ProjectRecord & {
  team: string
  actorId: string | null
  actionIds: string[]
  contribution: string
  nextStep: string
}

export type Resource = ProjectRecord & {
  title: string
  kind: EnumId<'resourceKind'> | null
  format: string
  fileId: string | null
  url: string
  accessible: boolean
  accessibleVersionId: string | null
}

/** The records that nobody archived, in their order. */
export function active<Item extends ProjectRecord>(records: readonly Item[]): Item[] {
  return records.filter((record) => record.archivedAt === null)
}
