import { listsByEntity } from './lists-by-entity.ts'
import type { Project } from './project.ts'
import { active, type ProjectRecord } from './record.ts'
import type { BlockRequirement, SectionSpec, Template } from './template.ts'

/** A record seen through the field names of the template's requirements. */
type Viewed = ProjectRecord & { readonly [field: string]: unknown }

/**
 * How much of a requirement on records is met, from 0 to 1.
 *
 * The records that count are those of the entity that nobody archived, that the part shows (its own
 * filter), and that have all that the requirement asks of one record (CO-4).
 */
export function blockRatio(
  requirement: BlockRequirement,
  project: Project,
  { spec, template }: { spec: SectionSpec; template: Template },
): number {
  const filter = spec.blocks.find(({ entity }) => entity === requirement.entity)?.filter ?? {}
  const shown = recordsOf(project, requirement.entity).filter((record) =>
    Object.entries(filter).every(([field, values]) => values.includes(String(record[field]))),
  )
  const counted = shown.filter((record) => meets(record, requirement, project))
  const { min } = requirement
  if (requirement.allWithStatus !== undefined) {
    return share(counted.length, shown.length) * share(shown.length, min)
  }
  if (requirement.perIndicator === true) return eachHas(project, { of: 'indicator', min })
  if (requirement.perCycle === true) return eachHas(project, { of: 'cycle', min })
  if (requirement.distinctField !== undefined) {
    const field = requirement.distinctField
    const values = new Set(counted.map((record) => record[field]).filter(isFilled))
    return share(values.size, min)
  }
  const enough = share(counted.length, min)
  return requirement.onePerDomain === true ? Math.min(enough, domains(counted, template)) : enough
}

function meets(record: Viewed, requirement: BlockRequirement, project: Project): boolean {
  const { kinds, kindsExcept, withStatus, allWithStatus, withField, valuesExcept } = requirement
  const { requiredFields = [], requiredLinks = [], requiredInverse = [] } = requirement
  const kind = String(record.kind)
  const status = String(record.status)
  if (kinds !== undefined && !kinds.includes(kind)) return false
  if (kindsExcept !== undefined && (!isFilled(record.kind) || kindsExcept.includes(kind))) {
    return false
  }
  if (withStatus !== undefined && status !== withStatus) return false
  if (allWithStatus !== undefined && !allWithStatus.includes(status)) return false
  const fields = [...requiredFields, ...requiredLinks, ...(withField ? [withField] : [])]
  if (!fields.every((field) => isFilled(record[field]))) return false
  if (withField && valuesExcept?.includes(String(record[withField]))) return false
  if (listLength(record.disciplines) < (requirement.minDisciplines ?? 0)) return false
  return requiredInverse.every((path) => isNamed(record, path, project))
}

/** `path` is `entity.field`: whether a record of the entity has this record's id in the field. */
function isNamed(record: Viewed, path: string, project: Project): boolean {
  const [entity = '', field = ''] = path.split('.')
  return recordsOf(project, entity).some((other) => {
    const ids = other[field]
    return Array.isArray(ids) && ids.includes(record.id)
  })
}

/**
 * Whether a field says something. Zero does. A baseline of a need says something by its date and
 * statement: not everything can be counted.
 */
function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return !value.every(isArchived)
  if (typeof value !== 'object' || value === null) return value !== null && value !== undefined
  if ('statement' in value && 'date' in value) {
    return isFilled(value.statement) && isFilled(value.date)
  }
  return Object.values(value).every(isFilled)
}

/** An item of a list is an id, or a nested record that may be archived. */
function isArchived(item: unknown): boolean {
  return (
    typeof item === 'object' && item !== null && 'archivedAt' in item && item.archivedAt !== null
  )
}

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0
}

/** The share of the indicators (or cycles) that have `min` measurements (or regulations). */
function eachHas(
  project: Project,
  { of, min }: { of: 'indicator' | 'cycle'; min: number },
): number {
  const counts =
    of === 'indicator'
      ? active(project.indicators).map(({ measurements }) => active(measurements).length)
      : active(project.cycles).map(
          ({ id }) => active(project.regulations).filter(({ cycleId }) => cycleId === id).length,
        )
  return counts.length === 0
    ? 0
    : share(counts.filter((count) => count >= min).length, counts.length)
}

/** The share of the grid's domains in which one of these criteria is. */
function domains(criteria: Viewed[], { selfEvaluationGrid }: Template): number {
  const all = new Set(selfEvaluationGrid.map(({ domain }) => domain))
  const ids = new Set(criteria.map(({ id }) => id))
  const covered = new Set(
    selfEvaluationGrid.filter(({ id }) => ids.has(id)).map(({ domain }) => domain),
  )
  return share(covered.size, all.size)
}

function share(count: number, of: number): number {
  return of <= 0 ? 1 : Math.min(1, count / of)
}

/** The records of an entity by its name in the template; archived ones are left out. */
function recordsOf(project: Project, entity: string): Viewed[] {
  const find = listsByEntity[entity]
  return find === undefined ? [] : active(find(project)).map((record) => ({ ...record }))
}
