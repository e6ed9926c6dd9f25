import 'server-only'
import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import { enumIds } from '#lib/domain/enums.ts'
import { schoolLevels } from '#lib/domain/school-levels.ts'
import { schoolYears } from '#lib/domain/school-year.ts'
import { enumLabel, template } from '#lib/domain/template.ts'
import { dateRange, plainDateOf } from '#lib/i18n/format.ts'
import type { School } from '#lib/usecases/current-school.ts'
import type { Colleague } from '#lib/usecases/list-colleagues.ts'
import type { NewProjectChoices } from './choices.ts'

type Sources = {
  school: School | null
  colleagues: readonly Colleague[]
  weave: readonly WeaveRow[]
  now: Date
}

export function newProjectChoices({ school, colleagues, weave, now }: Sources): NewProjectChoices {
  const years = schoolYears(plainDateOf(now))
  return {
    years: years.map(({ id, yearStart, yearEnd }) => ({
      id,
      label: id,
      span: `${capitalised(dateRange(yearStart, yearEnd))}.`,
    })),
    defaultYear: years[0].id,
    schoolTypes: enumIds.schoolType.map((id) => ({
      id,
      label: enumLabel(template, 'schoolType', id),
      levels: schoolLevels(id).map((level) => ({
        id: level,
        label: enumLabel(template, 'level', level),
      })),
    })),
    defaultType: school?.schoolType ?? enumIds.schoolType[0],
    colleagues,
    optionalSections: template.sections
      .filter((section) => !section.mandatory)
      .map(({ id, order, title }) => ({ id, number: order, label: title })),
    weave,
    mandatoryCount: template.sections.filter((section) => section.mandatory).length,
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
