import { z } from 'zod'
import type { SectionId } from './ids.ts'

const sectionId = z
  .string()
  .min(1)
  .transform((id) => id as SectionId)

/** Names an entity of the project, as the template spells it; `completeness.ts` resolves it. */
const entity = z.string().min(1)

const blockRequirement = z.object({
  entity,
  min: z.number().int().min(0),
  /** Only records of one of these kinds count. */
  kinds: z.array(z.string()).optional(),
  /** Only records of another kind count. */
  kindsExcept: z.array(z.string()).optional(),
  /** Only records with this status count. */
  withStatus: z.string().optional(),
  /** No record may have another status: each that has is a share of the requirement. */
  allWithStatus: z.array(z.string()).optional(),
  /** Only records in which this field is filled count. */
  withField: z.string().optional(),
  /** With `withField`: values that do not count as filled. */
  valuesExcept: z.array(z.string()).optional(),
  /** Only records in which all these fields are filled count. */
  requiredFields: z.array(z.string()).optional(),
  /** Only records that name at least one other record in each of these fields count. */
  requiredLinks: z.array(z.string()).optional(),
  /** Only records that some record names count, e.g. `indicator.goalIds`. */
  requiredInverse: z.array(z.string()).optional(),
  /** `min` different values of this field are asked for. */
  distinctField: z.string().optional(),
  /** Only records with this many disciplines count. */
  minDisciplines: z.number().int().optional(),
  /** Each indicator must have `min` of them. */
  perIndicator: z.boolean().optional(),
  /** Each cycle must have `min` of them. */
  perCycle: z.boolean().optional(),
  /** Each domain of the self-evaluation grid must have one. */
  onePerDomain: z.boolean().optional(),
})

const requirement = z.object({
  minWords: z.number().int().min(0),
  blocks: z.array(blockRequirement),
  message: z.string(),
})

const sectionSpec = z.object({
  id: sectionId,
  /** Place in the document, from 1. */
  order: z.number().int(),
  /** Place in the order in which a team is advised to write. */
  writingOrder: z.number().int(),
  title: z.string().min(1),
  shortTitle: z.string().min(1),
  mandatory: z.boolean(),
  group: z.string(),
  specifies: z.array(z.string()),
  guidance: z.string(),
  prompts: z.array(z.string()),
  /** The records that are written in this part. */
  blocks: z.array(
    z.object({
      entity,
      min: z.number().int().min(0),
      label: z.string(),
      filter: z.record(z.string(), z.array(z.string())).optional(),
      embeddedIn: z.string().optional(),
    }),
  ),
  /** `closing: null` asks for nothing more than `validation` does. */
  completeness: z.object({ validation: requirement, closing: requirement.nullable() }),
})

const labelled = z.object({ id: z.string().min(1), label: z.string().min(1) })

const headerField = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(['text', 'enum', 'enum[]', 'schoolYear', 'ref[]', 'richtext']),
  required: z.boolean(),
  requiredAt: z.string().optional(),
  enum: z.string().optional(),
  entity: z.string().optional(),
  example: z.string().optional(),
  minWords: z.number().int().optional(),
  maxWords: z.number().int().optional(),
  guidance: z.string().optional(),
})

const schema = z.object({
  templateId: z.string(),
  templateVersion: z.string(),
  title: z.string(),
  subtitle: z.string(),
  source: z.string(),
  stages: z.array(
    labelled.extend({ id: z.enum(['validation', 'closing']), description: z.string() }),
  ),
  header: z.object({ fields: z.array(headerField) }),
  groups: z.array(
    z.object({
      id: z.string(),
      order: z.number().int(),
      title: z.string(),
      steps: z.array(sectionId).optional(),
    }),
  ),
  specifies: z.array(
    z.object({
      id: z.string(),
      order: z.number(),
      title: z.string(),
      sections: z.array(sectionId),
    }),
  ),
  loop: z.object({
    title: z.string(),
    steps: z.array(labelled.extend({ section: sectionId })),
    note: z.string(),
  }),
  sections: z.array(sectionSpec).min(1),
  enums: z.record(z.string(), z.array(labelled)),
  competencyFrameworks: z.array(
    labelled.extend({ note: z.string().optional(), items: z.array(labelled) }),
  ),
  selfEvaluationGrid: z.array(
    z.object({ id: z.string(), domain: z.string(), criterion: z.string() }),
  ),
})

/** @throws {z.ZodError} naming each place where the template is not what the product expects. */
export function parseTemplate(json: unknown): z.infer<typeof schema> {
  return schema.parse(json)
}
