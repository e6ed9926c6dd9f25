import type { EnumName } from '#lib/domain/enums.ts'
import type { IsoDate } from '#lib/domain/iso-date.ts'
import type { Project } from '#lib/domain/project.ts'
import type { PublicationContent } from '#lib/domain/publication.ts'
import { active, type ProjectActor, type ProjectRecord } from '#lib/domain/record.ts'
import { enumLabel, template } from '#lib/domain/template.ts'
import { recordCodes } from '#lib/domain/views/record-codes.ts'
import { homeSection } from '#lib/domain/views/record-place.ts'
import { date } from '#lib/i18n/format.ts'

/** How one record is named on the page, and where it is. */
export type NamedRecord = {
  code: string | null
  name: string
  /** Null when no part of the publication shows it. */
  anchor: string | null
}

/** All that the article is written from. */
export type ReaderView = {
  project: Project
  refDate: IsoDate
  /** By the record's id; archived records are not in it. */
  records: ReadonlyMap<string, NamedRecord>
  /** Number of a part, by its id. */
  partNumbers: ReadonlyMap<string, number>
}

export function readerView({ project, refDate, sections }: PublicationContent): ReaderView {
  const partNumbers = new Map<string, number>(sections.map(({ id, number }) => [id, number]))
  const codes = recordCodes(project)
  const records = listsOf(project).flatMap(({ entity, word, list, nameOf }) =>
    active(list).map((record, index): [string, NamedRecord] => {
      const code = codes.get(record.id) ?? null
      const home = homeSection(template, entity, record)
      const isShown = home !== undefined && partNumbers.has(home)
      const anchor = isShown ? (code ?? `${word}-${index + 1}`) : null
      return [record.id, { code, name: titled(nameOf(record.id)), anchor }]
    }),
  )
  return { project, refDate, records: new Map(records), partNumbers }
}

export function partAnchor(number: number): string {
  return `partie-${number}`
}

/** The French label of an enumeration's value; nothing for none. */
export function label(name: EnumName, id: string | null): string {
  return id === null ? '' : enumLabel(template, name, id)
}

export function labels(name: EnumName, ids: readonly string[]): string {
  return ids.map((id) => label(name, id)).join(', ')
}

/** In public a person is a function, and a name only if they chose it. */
export function publicName(actor: ProjectActor): string {
  const role = actor.function || label('actorRole', actor.role)
  if (actor.publicDisplay !== 'name' || actor.displayName === '') {
    return role || 'Un membre de l’équipe'
  }
  return role === '' ? actor.displayName : `${actor.displayName} (${role})`
}

/** A record whose title nobody wrote has to be called something. */
function titled(name: string): string {
  return name.trim() === '' ? 'Sans titre' : name
}

type RecordList = {
  entity: string
  /** Begins the anchors of records that have no code. */
  word: string
  list: readonly ProjectRecord[]
  nameOf: (id: string) => string
}

function listsOf(project: Project): RecordList[] {
  const of = <Item extends ProjectRecord>(
    [entity, word]: [entity: string, word: string],
    list: readonly Item[],
    text: (record: Item) => string,
  ): RecordList => {
    const names = new Map(list.map((record) => [record.id, text(record)]))
    return { entity, word, list, nameOf: (id) => names.get(id) ?? '' }
  }
  return [
    of(['orientation', 'orientation'], project.orientations, (record) => record.label),
    of(['actor', 'acteur'], project.actors, publicName),
    of(['classGroup', 'groupe'], project.classGroups, (record) => record.label),
    of(['need', 'besoin'], project.needs, ({ title }) => title),
    of(['goal', 'objectif'], project.goals, ({ title }) => title),
    of(['commonObject', 'objet'], project.commonObjects, ({ title }) => title),
    of(['cycle', 'cycle'], project.cycles, (record) => record.label),
    of(['action', 'action'], project.actions, ({ title }) => title),
    of(['milestone', 'etape'], project.milestones, ({ title }) => title),
    of(['indicator', 'indicateur'], project.indicators, ({ title }) => title),
    of(['mean', 'moyen'], project.means, (record) => record.label),
    of(['regulation', 'regulation'], project.regulations, ({ date: on }) =>
      on === null ? 'Régulation sans date' : `Régulation du ${date(on)}`,
    ),
    of(['meeting', 'reunion'], project.meetings, ({ title }) => title),
    of(['resource', 'ressource'], project.resources, ({ title }) => title),
  ]
}
