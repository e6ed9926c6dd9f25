import type { Project } from './project.ts'
import { active, type ProjectRecord } from './record.ts'

/** The records of each entity, by the template's name for it; archived ones included. */
export const listsByEntity: Readonly<
  Record<string, (project: Project) => readonly ProjectRecord[]>
> = {
  orientation: ({ orientations }) => orientations,
  actor: ({ actors }) => actors,
  classGroup: ({ classGroups }) => classGroups,
  need: ({ needs }) => needs,
  goal: ({ goals }) => goals,
  competencyTarget: ({ goals }) => active(goals).flatMap(({ competencies }) => competencies),
  commonObject: ({ commonObjects }) => commonObjects,
  cycle: ({ cycles }) => cycles,
  action: ({ actions }) => actions,
  milestone: ({ milestones }) => milestones,
  indicator: ({ indicators }) => indicators,
  measurement: ({ indicators }) => active(indicators).flatMap(({ measurements }) => measurements),
  mean: ({ means }) => means,
  regulation: ({ regulations }) => regulations,
  meeting: ({ meetings }) => meetings,
  communication: ({ communications }) => communications,
  selfEvaluationCriterion: ({ selfEvaluation }) => selfEvaluation.criteria,
  contribution: ({ selfEvaluation }) => selfEvaluation.contributions,
  resource: ({ resources }) => resources,
}
