import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'
import type { SectionBlock } from '#lib/domain/views/record-place.ts'
import { actionGroup } from './action-cards.ts'
import type { CardGroup } from './card.ts'
import {
  commonObjectGroup,
  contributionGroup,
  criterionGroup,
  resourceGroup,
} from './evaluation-cards.ts'
import { goalGroup } from './goal-cards.ts'
import { indicatorGroup } from './indicator-cards.ts'
import { communicationGroup, meetingGroup } from './meeting-cards.ts'
import { needGroup } from './need-cards.ts'
import { type RecordsView, recordsView, type ViewOptions } from './records-view.ts'
import { regulationGroup } from './regulation-cards.ts'
import { cycleGroup, milestoneGroup } from './schedule-cards.ts'
import { actorGroup, classGroupGroup, meanGroup, orientationGroup } from './steering-cards.ts'

type Place = { block: SectionBlock; sectionId: string }

/** The entities that the template writes in parts, by its own names for them. */
const groups: Readonly<Record<string, (view: RecordsView, place: Place) => CardGroup>> = {
  orientation: orientationGroup,
  actor: actorGroup,
  meeting: meetingGroup,
  mean: meanGroup,
  classGroup: classGroupGroup,
  need: needGroup,
  goal: goalGroup,
  commonObject: commonObjectGroup,
  action: actionGroup,
  milestone: milestoneGroup,
  cycle: cycleGroup,
  indicator: indicatorGroup,
  regulation: regulationGroup,
  communication: communicationGroup,
  selfEvaluationCriterion: criterionGroup,
  contribution: contributionGroup,
  resource: resourceGroup,
}

export type PartCards = {
  /** The groups of cards of every part, by the part's id; what has no record has no group. */
  groups: Readonly<Record<string, readonly CardGroup[]>>
}

/** The cards of a whole project. Archived records have none. */
export function partCards(project: Project, options: ViewOptions): PartCards {
  const view = recordsView(project, options)
  const shown = template.sections.filter(({ id }) => options.sectionIds.includes(id))
  const made = Object.fromEntries(
    shown.map(({ id, blocks }) => [
      id,
      blocks
        .flatMap((block) => groups[block.entity]?.(view, { block, sectionId: id }) ?? [])
        .filter(({ cards }) => cards.length > 0),
    ]),
  )
  return { groups: made }
}
