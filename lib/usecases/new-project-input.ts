import 'server-only'
import { z } from 'zod'
import { enumIds } from '#lib/domain/enums.ts'
import { parseAccountId } from '#lib/domain/ids.ts'
import { schoolLevels } from '#lib/domain/school-levels.ts'
import { parseSchoolYear } from '#lib/domain/school-year.ts'
import { template } from '#lib/domain/template.ts'

export type NewProject = {
  /** "2026-2027" */
  schoolYear: string
  /** Id of the template's enum `schoolType`. */
  schoolType: string
  /** Ids of the template's enum `level`, at least one, of that type of school. */
  levels: string[]
  /** Accounts of the school; the creator is added. */
  coordinatorAccountIds: string[]
  /** In order. With `id`: an optional part of the template. Without: a part of the school's own. */
  optionalSections: { id?: string | undefined; title: string }[]
  title?: string | undefined
}

const optionalIds = template.sections.filter(({ mandatory }) => !mandatory).map(({ id }) => id)

const schoolYear = readBy(parseSchoolYear, 'Choisissez une année scolaire, par exemple 2026-2027.')

const accountId = readBy(parseAccountId, 'Choisissez des personnes de l’établissement.')

const optionalSection = z.object({
  id: z.enum(optionalIds, 'Cette partie n’est pas une partie facultative du modèle.').optional(),
  title: z
    .string()
    .trim()
    .min(1, 'Donnez un titre à chaque partie ajoutée.')
    .max(120, 'Ce titre est trop long\u00A0: 120\u00A0caractères au plus.'),
})

export const newProjectSchema = z
  .object({
    schoolYear,
    schoolType: z.enum(enumIds.schoolType, 'Choisissez le type d’établissement.'),
    levels: z
      .array(z.enum(enumIds.level, 'Choisissez les niveaux dans la liste.'))
      .min(1, 'Choisissez au moins un niveau.'),
    coordinatorAccountIds: z.array(accountId).max(20, 'Choisissez 20\u00A0personnes au plus.'),
    optionalSections: z
      .array(optionalSection)
      .max(10, 'Ajoutez dix parties au plus.')
      .refine(areDistinct, 'Deux parties ont le même titre.'),
    title: z
      .string()
      .trim()
      .max(150, 'Ce titre est trop long\u00A0: 150\u00A0caractères au plus.')
      .optional(),
  })
  .refine(hasLevelsOfItsType, {
    path: ['levels'],
    error: 'Ces niveaux n’existent pas dans ce type d’établissement.',
  })

export type CheckedProject = z.output<typeof newProjectSchema>

/** What `parse` makes of a text; where it makes nothing, the fault is told by `message`. */
function readBy<Value>(parse: (text: string) => Value | null, message: string) {
  return z.string(message).transform((text, context): Value => {
    const value = parse(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

function areDistinct(sections: readonly { title: string }[]): boolean {
  const titles = sections.map(({ title }) => title.toLowerCase())
  return new Set(titles).size === titles.length
}

function hasLevelsOfItsType(project: {
  schoolType: (typeof enumIds.schoolType)[number]
  levels: (typeof enumIds.level)[number][]
}): boolean {
  const known = schoolLevels(project.schoolType)
  return project.levels.every((level) => known.includes(level))
}
