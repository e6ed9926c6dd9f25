import { active, type ProjectActor } from '#lib/domain/record.ts'
import { actionsUsing } from '#lib/domain/views/chain.ts'
import { number } from '#lib/i18n/format.ts'
import { meanQuantity } from '#lib/i18n/quantity.ts'
import { type Html, joined } from '../html.ts'
import { unbrokenYears } from './french.ts'
import { label, labels, publicName, type ReaderView } from './reader-view.ts'
import { namesOf, refer, referInLine } from './record-entry.ts'
import { recordTable } from './record-table.ts'

export function orientations(view: ReaderView): Html {
  return recordTable({
    caption: 'Orientations de la contractualisation',
    columns: [
      { label: 'Orientation', cell: (orientation) => orientation.label },
      {
        label: 'Source',
        cell: ({ source, reference }) =>
          joined([label('orientationSource', source), reference], ', '),
      },
      { label: 'Période', cell: ({ period }) => unbrokenYears(period) },
    ],
    items: active(view.project.orientations),
    anchorOf: anchorIn(view),
  })
}

export function actors(view: ReaderView): Html {
  return recordTable({
    caption: 'Acteurs et rôles',
    columns: [
      { label: 'Fonction', cell: publicName },
      { label: 'Rôle dans le projet', cell: roleOf },
      { label: 'Disciplines', cell: ({ disciplines }) => disciplines.join(', ') },
      { label: 'Niveaux', cell: ({ levels }) => labels('level', levels) },
    ],
    items: active(view.project.actors),
    anchorOf: anchorIn(view),
  })
}

function roleOf(actor: ProjectActor): string {
  const role = label('actorRole', actor.role)
  return role === publicName(actor) ? '' : role
}

export function means(view: ReaderView): Html {
  return recordTable({
    caption: 'Moyens prévus et utilisés',
    columns: [
      { label: 'Moyen', cell: (mean) => mean.label },
      {
        label: 'Nature',
        cell: ({ kind, hoursSource }) =>
          joined([label('meanKind', kind), label('hoursSource', hoursSource)], ', '),
      },
      {
        label: 'Prévu',
        cell: ({ quantityPlanned: value, unit }) => value !== null && meanQuantity(value, unit),
        isNumber: true,
      },
      {
        label: 'Utilisé',
        cell: ({ quantityUsed: value, unit }) => value !== null && meanQuantity(value, unit),
        isNumber: true,
      },
      {
        label: 'Actions',
        cell: ({ id }) => referInLine(view, idsOf(actionsUsing(view.project, id))),
      },
      { label: 'Partenaire', cell: ({ partnerActorId }) => namesOf(view, [partnerActorId]) },
      {
        label: 'Convention',
        cell: ({ agreementResourceId }) => refer(view, [agreementResourceId]),
      },
    ],
    items: active(view.project.means),
    anchorOf: anchorIn(view),
  })
}

export function classGroups(view: ReaderView): Html {
  return recordTable({
    caption: 'Classes et groupes',
    columns: [
      { label: 'Classe ou groupe', cell: (group) => group.label },
      { label: 'Nature', cell: ({ kind }) => label('classGroupKind', kind) },
      {
        label: 'Niveaux',
        cell: ({ level, levels }) =>
          levels.length > 0 ? labels('level', levels) : label('level', level),
      },
      {
        label: 'Élèves',
        cell: ({ studentCount }) => studentCount !== null && number(studentCount),
        isNumber: true,
      },
    ],
    items: active(view.project.classGroups),
    anchorOf: anchorIn(view),
  })
}

export function anchorIn(view: ReaderView) {
  return ({ id }: { id: string }): string | null => view.records.get(id)?.anchor ?? null
}

function idsOf(records: readonly { id: string }[]): string[] {
  return records.map(({ id }) => id)
}
