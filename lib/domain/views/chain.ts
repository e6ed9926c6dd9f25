import type { Project } from '#lib/domain/project.ts'
import {
  active,
  type Goal,
  type Indicator,
  type Need,
  type ProjectAction,
} from '#lib/domain/record.ts'

export type NeedChain = { need: Need; goals: GoalChain[] }
export type GoalChain = { goal: Goal; actions: ProjectAction[]; indicators: Indicator[] }

/**
 * What answers each need: its goals, and the actions and indicators of each goal.
 *
 * A record that serves two others is under both; one that serves none is under nothing. Archived
 * records are left out, with the links that lead to them.
 */
export function needChains(project: Project): NeedChain[] {
  return active(project.needs).map((need) => ({
    need,
    goals: goalsOf(project, need.id).map((goal) => ({
      goal,
      actions: actionsOf(project, goal.id),
      indicators: indicatorsOf(project, goal.id),
    })),
  }))
}

/** The goals that answer a need. */
export function goalsOf(project: Project, needId: string): Goal[] {
  return active(project.goals).filter(({ needIds }) => needIds.includes(needId))
}

/** The actions that serve a goal. */
export function actionsOf(project: Project, goalId: string): ProjectAction[] {
  return active(project.actions).filter(({ goalIds }) => goalIds.includes(goalId))
}

/** The indicators that measure a goal. */
export function indicatorsOf(project: Project, goalId: string): Indicator[] {
  return active(project.indicators).filter(({ goalIds }) => goalIds.includes(goalId))
}

/** The needs that the goals of an action answer, in the order of the needs. */
export function needsOf(project: Project, action: ProjectAction): Need[] {
  const goals = active(project.goals).filter(({ id }) => action.goalIds.includes(id))
  return active(project.needs).filter(({ id }) => goals.some(({ needIds }) => needIds.includes(id)))
}

/** The actions that use a mean. */
export function actionsUsing(project: Project, meanId: string): ProjectAction[] {
  return active(project.actions).filter(({ meanIds }) => meanIds.includes(meanId))
}
