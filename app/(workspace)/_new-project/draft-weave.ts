import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import { plural } from '#lib/i18n/format.ts'
import type { NewProjectChoices } from './choices.ts'
import { type Draft, ownPartTitles } from './use-draft.ts'

/** The threads of the project to come: optional parts that are kept lengthen the last one. */
export function draftWeave(choices: NewProjectChoices, draft: Draft): WeaveRow[] {
  const own = ownPartTitles(draft).map((_, index) => ({ id: `own-${index}`, percent: 0 }))
  const leftOut = choices.optionalSections
    .map(({ id }) => id)
    .filter((id) => !draft.templateParts.includes(id))
  return choices.weave.map((row, index) => {
    const kept = row.segments.filter(({ id }) => !leftOut.includes(id))
    const isLast = index === choices.weave.length - 1
    return { ...row, segments: isLast ? [...kept, ...own] : kept }
  })
}

/** « 15 parties, dont 13 obligatoires. » */
export function partsSentence(choices: NewProjectChoices, draft: Draft): string {
  const total = choices.mandatoryCount + draft.templateParts.length + ownPartTitles(draft).length
  return `${total}\u00A0${plural(total, 'partie')}, dont ${choices.mandatoryCount}\u00A0obligatoires.`
}
