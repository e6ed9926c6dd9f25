import { active, type ProjectRecord } from '#lib/domain/record.ts'

/** A project, or those of its records that have codes. */
type Coded = Record<
  'needs' | 'goals' | 'actions' | 'indicators' | 'regulations',
  readonly ProjectRecord[]
>

/**
 * The codes by which a team names its records: B1, B2… for needs (« besoins »), O for goals
 * (« objectifs »), A for actions, I for indicators, R for regulations.
 *
 * A code is a place in the order of the records that nobody archived, never stored: placing a
 * record elsewhere renumbers the others for everybody alike.
 *
 * @returns the code of each record that has one, by the record's id.
 */
export function recordCodes(project: Coded): ReadonlyMap<string, string> {
  const lists: [letter: string, records: readonly ProjectRecord[]][] = [
    ['B', project.needs],
    ['O', project.goals],
    ['A', project.actions],
    ['I', project.indicators],
    ['R', project.regulations],
  ]
  return new Map(
    lists.flatMap(([letter, records]) =>
      active(records).map(({ id }, index): [string, string] => [id, `${letter}${index + 1}`]),
    ),
  )
}
