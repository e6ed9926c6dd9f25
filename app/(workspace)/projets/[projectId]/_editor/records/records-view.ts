import type { EnumName } from '#lib/domain/enums.ts'
import type { IsoDate } from '#lib/domain/iso-date.ts'
import type { Project } from '#lib/domain/project.ts'
import { active, type ProjectRecord, type Regulation } from '#lib/domain/record.ts'
import { enumLabel, template } from '#lib/domain/template.ts'
import { recordCodes } from '#lib/domain/views/record-codes.ts'
import { homeSection } from '#lib/domain/views/record-place.ts'
import { date } from '#lib/i18n/format.ts'
import { type CardValue, cardAnchor } from './card.ts'

/** All that cards are made from. */
export type RecordsView = {
  project: Project
  /** What stands for today. */
  refDate: IsoDate
  codes: ReadonlyMap<string, string>
  /** How each record is named where another speaks of it. */
  named: ReadonlyMap<string, CardValue>
}

export type ViewOptions = {
  refDate: IsoDate
  /** The parts of the project: a record whose part it has not is named without a link. */
  sectionIds: readonly string[]
}

export function recordsView(project: Project, { refDate, sectionIds }: ViewOptions): RecordsView {
  const codes = recordCodes(project)
  const named = namesOf(project).flatMap(({ entity, records, name }) =>
    active(records).map((record): [string, CardValue] => {
      const home = homeSection(template, entity, record)
      const isShown = home !== undefined && sectionIds.includes(home)
      return [
        record.id,
        {
          type: 'record',
          code: codes.get(record.id) ?? null,
          text: name(record.id),
          to: isShown ? cardAnchor(record.id) : null,
        },
      ]
    }),
  )
  return { project, refDate, codes, named: new Map(named) }
}

/** The records of these ids that there are, as links to their cards. */
export function linked(view: RecordsView, ids: readonly (string | null)[]): CardValue[] {
  return ids.flatMap((id) => (id === null ? [] : (view.named.get(id) ?? [])))
}

/** The French label of an enumeration's value; nothing for none. */
export function label(name: EnumName, id: string | null): string {
  return id === null ? '' : enumLabel(template, name, id)
}

export function labels(name: EnumName, ids: readonly string[]): string[] {
  return ids.map((id) => label(name, id))
}

/** « Action · Soutien », or « Action » alone. */
export function kindOf(...words: string[]): string {
  return words.filter((word) => word !== '').join(' · ')
}

/** A record whose title nobody wrote has to be called something. */
export function titled(title: string): string {
  return title.trim() === '' ? 'Sans titre' : title
}

export function regulationName({ date: on }: Regulation): string {
  return on === null ? 'Régulation sans date' : `Régulation du ${date(on)}`
}

type Names = {
  entity: string
  records: readonly ProjectRecord[]
  name: (id: string) => string
}

function namesOf(project: Project): Names[] {
  const of = <Item extends ProjectRecord>(
    entity: string,
    records: readonly Item[],
    text: (record: Item) => string,
  ): Names => {
    const texts = new Map(records.map((record) => [record.id, titled(text(record))]))
    return { entity, records, name: (id) => texts.get(id) ?? '' }
  }
  return [
    of('orientation', project.orientations, (orientation) => orientation.label),
    of('actor', project.actors, ({ displayName, function: role }) => displayName || role),
    of('classGroup', project.classGroups, (group) => group.label),
    of('need', project.needs, ({ title }) => title),
    of('goal', project.goals, ({ title }) => title),
    of('commonObject', project.commonObjects, ({ title }) => title),
    of('cycle', project.cycles, (cycle) => cycle.label),
    of('action', project.actions, ({ title }) => title),
    of('milestone', project.milestones, ({ title }) => title),
    of('indicator', project.indicators, ({ title }) => title),
    of('mean', project.means, (mean) => mean.label),
    of('regulation', project.regulations, regulationName),
    of('meeting', project.meetings, ({ title }) => title),
    of('resource', project.resources, ({ title }) => title),
  ]
}
