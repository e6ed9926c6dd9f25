import { Compass, Flag, Gauge, type LucideIcon, Sprout, UserRound } from 'lucide-react'
import type * as Y from 'yjs'
import { readRecords } from '#lib/document/read-records.ts'
import { type Entity, recordFields } from '#lib/document/records.ts'
import { recordsRoot } from '#lib/document/schema.ts'
import { active } from '#lib/domain/record.ts'
import { recordCodes } from '#lib/domain/views/record-codes.ts'
import { searchable } from '#lib/i18n/format.ts'
import type { MentionablePerson } from './mentionable-people.tsx'
import type { MenuChoice } from './typed-menu.ts'

/** As long as the server takes. */
const MAX_LABEL = 200

/**
 * The members of the project, the people whom the document names, and its records with their codes.
 *
 * @param query begins a word of the name, of the title or of the code.
 */
export function mentionChoices(
  doc: Y.Doc,
  { people, query }: { people: readonly MentionablePerson[]; query: string },
): MenuChoice[] {
  const typed = searchable(query)
  const begins = ({ label, detail }: MenuChoice) =>
    searchable(`${label} ${detail}`)
      .split(/[\s'()-]+/)
      .some((word) => word.startsWith(typed))
  return [...peopleChoices(doc, people), ...recordChoices(doc)].filter(begins)
}

function peopleChoices(doc: Y.Doc, members: readonly MentionablePerson[]): MenuChoice[] {
  const actors = written(doc, 'actor').map(({ id, text, fields }) => ({
    ...{ id, name: text('displayName'), accountId: fields.accountId },
    role: text('function'),
  }))
  const isActor = ({ id, firstName, lastName }: MentionablePerson) =>
    actors.some(
      ({ accountId, name }) => accountId === id || name.endsWith(`${firstName} ${lastName}`),
    )
  return [
    ...actors.map(({ id, name, role }) => person(id, name || role, name ? role : '')),
    ...members
      .filter((member) => !isActor(member))
      .map(({ id, firstName, lastName }) => person(id, `${firstName} ${lastName}`, 'Membre')),
  ].filter(({ label }) => label !== '')
}

function person(id: string, label: string, detail: string): MenuChoice {
  return choice({ id, entity: 'actor', label, detail, icon: UserRound })
}

const kinds = [
  { entity: 'need', list: 'needs', name: 'Besoin', icon: Sprout },
  { entity: 'goal', list: 'goals', name: 'Objectif', icon: Flag },
  { entity: 'action', list: 'actions', name: 'Action', icon: Compass },
  { entity: 'indicator', list: 'indicators', name: 'Indicateur', icon: Gauge },
] as const

function recordChoices(doc: Y.Doc): MenuChoice[] {
  const lists = {
    needs: written(doc, 'need'),
    goals: written(doc, 'goal'),
    actions: written(doc, 'action'),
    indicators: written(doc, 'indicator'),
  }
  const codes = recordCodes({ ...lists, regulations: [] })
  return kinds.flatMap(({ entity, list, name, icon }) =>
    lists[list].map(({ id, text }) => {
      const detail = `${name} ${codes.get(id) ?? ''}`
      return choice({ id, entity, label: text('title') || detail, detail, icon })
    }),
  )
}

type Named = { id: string; entity: Entity; label: string; detail: string; icon: LucideIcon }

function choice({ id, entity, label, detail, icon }: Named): MenuChoice {
  const name = label.slice(0, MAX_LABEL)
  return {
    ...{ id: `${entity}-${id}`, label: name, detail, icon },
    mention: { type: 'mention', id, label: name, entity },
  }
}

/** The records of an entity that nobody archived, in the order of the team. */
function written(doc: Y.Doc, entity: Entity) {
  const found = readRecords(doc.getMap(recordsRoot(entity)), recordFields(entity)).map(
    ({ id, fields }) => ({
      ...{ id, fields },
      archivedAt: typeof fields.archivedAt === 'string' ? fields.archivedAt : null,
      text: (name: string) => {
        const value = fields[name]
        return typeof value === 'string' ? value.trim() : ''
      },
    }),
  )
  return active(found)
}
