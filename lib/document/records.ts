import { enumField, type Field, type Fields, field } from './fields.ts'

const title = field('string')
const text = field('text')
const number = field('number')
const date = field('date')
const ids = field('ids')
const link = field('link')
const levels = field('levels')

/** What every record has beside its own fields. */
const common: Fields = { archivedAt: field('instant'), order: field('order') }

const steering = {
  orientation: {
    source: enumField('orientationSource'),
    reference: title,
    label: title,
    period: title,
  },
  actor: {
    displayName: title,
    role: enumField('actorRole'),
    function: title,
    disciplines: ids,
    levels,
    accountId: link,
    publicDisplay: enumField(['function', 'name']),
  },
  classGroup: {
    label: title,
    kind: enumField('classGroupKind'),
    level: enumField('level'),
    levels,
    studentCount: number,
  },
  mean: {
    kind: enumField('meanKind'),
    label: title,
    quantityPlanned: number,
    quantityUsed: number,
    unit: enumField('meanUnit'),
    hoursSource: enumField('hoursSource'),
    partnerActorId: link,
    agreementResourceId: link,
  },
  meeting: {
    body: enumField('meetingBody'),
    title,
    date,
    startTime: title,
    durationMinutes: number,
    agenda: text,
    invitedCount: number,
    presentCount: number,
    act: enumField('meetingAct'),
    outcome: text,
    votesFor: field('number', 'votes', 'for'),
    votesAgainst: field('number', 'votes', 'against'),
    votesAbstention: field('number', 'votes', 'abstention'),
    status: enumField('meetingStatus'),
  },
  communication: {
    audience: enumField('audience'),
    message: text,
    channel: enumField('channel'),
    date,
    ownerIds: ids,
    versionId: link,
    status: enumField('communicationStatus'),
  },
  resource: {
    title,
    kind: enumField('resourceKind'),
    format: title,
    fileId: link,
    url: title,
    accessible: field('boolean'),
    accessibleVersionId: link,
  },
} satisfies Record<string, Fields>

const approach = {
  need: {
    title,
    description: text,
    levels,
    groupIds: ids,
    disciplines: ids,
    baselineValue: field('number', 'baseline', 'value'),
    baselineUnit: enumField('unit', 'baseline', 'unit'),
    baselineDate: field('date', 'baseline', 'date'),
    baselineStatement: field('text', 'baseline', 'statement'),
    priority: number,
    status: enumField('needStatus'),
    originRegulationId: link,
    carriedFromNeedId: link,
  },
  evidence: { needId: link, source: title, date, sampleSize: number, finding: text },
  goal: {
    title,
    statement: text,
    needIds: ids,
    orientationIds: ids,
    initialSituation: text,
    expectedSituation: text,
    dueDate: date,
    attainment: enumField('goalAttainment'),
    attainmentComment: text,
  },
  competencyTarget: {
    goalId: link,
    competencyId: title,
    masteryLevel: enumField('masteryLevel'),
    schoolLevel: enumField('level'),
  },
  commonObject: { title, description: text, disciplines: ids, ownerIds: ids, resourceIds: ids },
  cycle: { number, label: title, startDate: date, endDate: date },
  action: {
    title,
    type: enumField('actionType'),
    description: text,
    studentWork: text,
    ownerIds: ids,
    teamIds: ids,
    disciplines: ids,
    groupIds: ids,
    levels,
    cycleId: link,
    startDate: date,
    endDate: date,
    sessionCount: number,
    hoursPerStudent: number,
    teacherHours: number,
    studentCount: number,
    goalIds: ids,
    meanIds: ids,
    predecessorIds: ids,
    originRegulationId: link,
    status: enumField('actionStatus'),
    statusComment: text,
  },
  milestone: {
    title,
    kind: enumField('milestoneKind'),
    date,
    doneDate: date,
    ownerIds: ids,
    cycleId: link,
  },
} satisfies Record<string, Fields>

const results = {
  indicator: {
    title,
    kind: enumField('indicatorKind'),
    goalIds: ids,
    unit: enumField('unit'),
    direction: enumField('indicatorDirection'),
    baselineValue: field('number', 'baseline', 'value'),
    baselineDate: field('date', 'baseline', 'date'),
    targetValue: field('number', 'target', 'value'),
    dueDate: date,
    source: title,
    method: text,
    ownerIds: ids,
  },
  measurement: { indicatorId: link, date, value: number, sampleSize: number, comment: text },
  regulation: {
    cycleId: link,
    date,
    meetingId: link,
    indicatorIds: ids,
    findings: text,
    newDiagnosis: text,
    affectedNeedIds: ids,
    createdActionIds: ids,
  },
  decision: {
    regulationId: link,
    decision: enumField('regulationDecision'),
    targetType: enumField([
      'need',
      'goal',
      'action',
      'indicator',
      'mean',
      'commonObject',
      'section',
    ]),
    targetId: link,
    statement: text,
    ownerIds: ids,
    dueDate: date,
    status: enumField('decisionStatus'),
  },
  calendar: { zone: title, source: title, holidays: field('periods') },
  selfEvaluation: { date, method: text, participantCount: number },
  criterion: { level: enumField('selfEvaluationLevel'), evidence: text, nextStep: text },
  contribution: {
    team: title,
    actorId: link,
    actionIds: ids,
    contribution: text,
    nextStep: text,
  },
} satisfies Record<string, Fields>

const tables = { ...steering, ...approach, ...results }

/** An entity whose records are in the document, under `records:{entity}`. */
export type Entity = keyof typeof tables

/** In a fixed order: that of the table above. */
export const entities = Object.keys(tables) as Entity[]

const fieldsByEntity = new Map<string, Fields>(
  Object.entries(tables).map(([entity, fields]) => [entity, { ...fields, ...common }]),
)

/** The fields of each entity's records: one table for reading, writing and the guard. */
export function recordFields(entity: Entity): Fields {
  return fieldsByEntity.get(entity) ?? common
}

export const headerFields: Fields = {
  schoolName: title,
  schoolType: enumField('schoolType'),
  city: title,
  academy: title,
  schoolYear: title,
  yearStart: date,
  yearEnd: date,
  levels,
  coordinatorIds: ids,
  projectCycleSpan: title,
  summary: text,
  problemStatement: text,
}

/** The field of this name, never one of `Object.prototype`. */
export function fieldOf(fields: Fields, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** Entities with one record for the whole project, created with the document. */
export const singleEntities = ['calendar', 'selfEvaluation'] as const
/** The id of their record. */
export const SINGLE_ID = 'main'

/** The list of the plain `Project` that an entity's records are in. */
export const projectLists = {
  orientation: 'orientations',
  actor: 'actors',
  classGroup: 'classGroups',
  need: 'needs',
  goal: 'goals',
  commonObject: 'commonObjects',
  cycle: 'cycles',
  action: 'actions',
  milestone: 'milestones',
  indicator: 'indicators',
  mean: 'means',
  regulation: 'regulations',
  meeting: 'meetings',
  communication: 'communications',
  resource: 'resources',
} as const satisfies Partial<Record<Entity, string>>

/** Records that the plain value nests in their parent: `link` names it, `list` is where they are. */
export const nestedLists = {
  evidence: { parent: 'need', link: 'needId', list: 'evidence' },
  competencyTarget: { parent: 'goal', link: 'goalId', list: 'competencies' },
  measurement: { parent: 'indicator', link: 'indicatorId', list: 'measurements' },
  decision: { parent: 'regulation', link: 'regulationId', list: 'decisions' },
} as const satisfies Partial<Record<Entity, { parent: Entity; link: string; list: string }>>

/** Records that the plain value has in `selfEvaluation`. */
export const selfEvaluationLists = { criterion: 'criteria', contribution: 'contributions' } as const
