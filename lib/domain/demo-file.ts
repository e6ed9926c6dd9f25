import { z } from 'zod'
import data from './demo.json' with { type: 'json' }
import { type EnumName, enumIds } from './enums.ts'
import { isIsoDate } from './iso-date.ts'

// The file is written by hand and leaves out what is empty: here every field gets its value.
const text = z.string().default('')
const number = z.number().nullable().default(null)
const date = z.string().refine(isIsoDate).nullable().default(null)
const link = z.string().nullable().default(null)
const ids = z
  .array(z.string())
  .default([])
  .transform((list) => list.toSorted())
const levels = z
  .array(z.enum(enumIds.level))
  .default([])
  .transform((list) => enumIds.level.filter((level) => list.includes(level)))
const record = { id: z.string(), archivedAt: z.null().default(null) }

function oneOf<Name extends EnumName>(name: Name) {
  return z.enum(enumIds[name]).nullable().default(null)
}

function listOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(z.strictObject({ ...record, ...shape }))
}

/** Records without an id of their own: they get one from the record that they are in. */
function unnamed<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(z.strictObject({ archivedAt: record.archivedAt, ...shape }))
}

const header = z.strictObject({
  schoolName: text,
  schoolType: oneOf('schoolType'),
  city: text,
  academy: text,
  schoolYear: text,
  yearStart: date,
  yearEnd: date,
  levels,
  coordinatorIds: ids,
  projectCycleSpan: text,
  summary: text,
})

const calendar = z.strictObject({
  zone: text,
  source: text,
  holidays: z.array(z.tuple([z.string().refine(isIsoDate), z.string().refine(isIsoDate)])),
})

const needs = listOf({
  title: text,
  description: text,
  levels,
  groupIds: ids,
  disciplines: ids,
  evidence: unnamed({ source: text, date, sampleSize: number, finding: text }),
  baseline: z.strictObject({ value: number, unit: oneOf('unit'), date, statement: text }),
  priority: number,
  status: oneOf('needStatus'),
  originRegulationId: link,
  carriedFromNeedId: link,
})

const goals = listOf({
  title: text,
  statement: text,
  needIds: ids,
  orientationIds: ids,
  competencies: unnamed({
    competencyId: text,
    masteryLevel: oneOf('masteryLevel'),
    schoolLevel: oneOf('level'),
  }),
  initialSituation: text,
  expectedSituation: text,
  dueDate: date,
  attainment: oneOf('goalAttainment'),
  attainmentComment: text,
})

const actions = listOf({
  title: text,
  type: oneOf('actionType'),
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
  status: oneOf('actionStatus'),
  statusComment: text,
})

const indicators = listOf({
  title: text,
  kind: oneOf('indicatorKind'),
  goalIds: ids,
  unit: oneOf('unit'),
  direction: oneOf('indicatorDirection'),
  baseline: z.strictObject({ value: number, date }),
  target: z.strictObject({ value: number }),
  dueDate: date,
  source: text,
  method: text,
  ownerIds: ids,
  measurements: listOf({ date, value: number, sampleSize: number, comment: text }),
})

const decisions = listOf({
  decision: oneOf('regulationDecision'),
  targetType: z.enum(['need', 'goal', 'action', 'indicator', 'mean', 'commonObject', 'section']),
  targetId: link,
  statement: text,
  ownerIds: ids,
  dueDate: date,
  status: oneOf('decisionStatus'),
})

const meetings = listOf({
  body: oneOf('meetingBody'),
  title: text,
  date,
  startTime: text,
  durationMinutes: number,
  agenda: text,
  invitedCount: number,
  presentCount: number,
  act: oneOf('meetingAct'),
  outcome: text,
  votes: z
    .strictObject({ for: number, against: number, abstention: number })
    .default({ for: null, against: null, abstention: null }),
  status: oneOf('meetingStatus'),
})

const selfEvaluation = z.strictObject({
  date,
  method: text,
  participantCount: number,
  criteria: unnamed({
    criterionId: z.string(),
    level: oneOf('selfEvaluationLevel'),
    evidence: text,
    nextStep: text,
  }),
  contributions: listOf({
    team: text,
    actorId: link,
    actionIds: ids,
    contribution: text,
    nextStep: text,
  }),
})

const content = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), text: z.string() }),
  z.strictObject({ type: z.literal('list'), items: z.array(z.string()) }),
  z.strictObject({ type: z.literal('heading'), level: z.literal(3), text: z.string() }),
])

const comment = z.object({
  id: z.string(),
  sectionId: z.string(),
  authorId: z.string(),
  date: z.string(),
  quote: z.string(),
  text: z.string(),
  status: z.enum(['open', 'resolved']),
  replies: z.array(z.object({ authorId: z.string(), date: z.string(), text: z.string() })),
})

const version = z.object({
  id: z.string(),
  label: z.string(),
  status: z.enum(['published', 'archived']),
  publishedAt: z.string(),
  publishedBy: z.string(),
  reason: z.string(),
  changes: z.string(),
})

const schema = z.object({
  asOf: z.string().refine(isIsoDate),
  header,
  problemStatement: z.string(),
  calendar,
  orientations: listOf({
    source: oneOf('orientationSource'),
    reference: text,
    label: text,
    period: text,
  }),
  actors: listOf({
    displayName: text,
    role: oneOf('actorRole'),
    function: text,
    disciplines: ids,
    levels,
    accountId: link,
    publicDisplay: z.enum(['function', 'name']),
  }),
  classGroups: listOf({
    label: text,
    kind: oneOf('classGroupKind'),
    level: oneOf('level'),
    levels,
    studentCount: number,
  }),
  needs,
  goals,
  commonObjects: listOf({
    title: text,
    description: text,
    disciplines: ids,
    ownerIds: ids,
    resourceIds: ids,
  }),
  cycles: listOf({ number, label: text, startDate: date, endDate: date }),
  actions,
  milestones: listOf({
    title: text,
    kind: oneOf('milestoneKind'),
    date,
    doneDate: date,
    ownerIds: ids,
    cycleId: link,
  }),
  indicators,
  means: listOf({
    kind: oneOf('meanKind'),
    label: text,
    quantityPlanned: number,
    quantityUsed: number,
    unit: oneOf('meanUnit'),
    hoursSource: oneOf('hoursSource'),
    partnerActorId: link,
    agreementResourceId: link,
  }),
  regulations: listOf({
    cycleId: link,
    date,
    meetingId: link,
    indicatorIds: ids,
    findings: text,
    decisions,
    newDiagnosis: text,
    affectedNeedIds: ids,
    createdActionIds: ids,
  }),
  meetings,
  communications: listOf({
    audience: oneOf('audience'),
    message: text,
    channel: oneOf('channel'),
    date,
    ownerIds: ids,
    versionId: link,
    status: oneOf('communicationStatus'),
  }),
  selfEvaluation,
  resources: listOf({
    title: text,
    kind: oneOf('resourceKind'),
    format: text,
    fileId: link,
    url: text,
    accessible: z.boolean().default(false),
    accessibleVersionId: link,
  }),
  sections: z.array(z.object({ id: z.string(), content: z.array(content) })),
  comments: z.array(comment),
  versions: z.array(version),
})

export type DemoFile = z.infer<typeof schema>

/** The demo's data file, every field present; it throws when the file is not what is expected. */
export const demoFile: DemoFile = schema.parse(data)
