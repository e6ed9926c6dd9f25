import {
  active,
  type ClassGroup,
  type Mean,
  type Orientation,
  type ProjectActor,
} from '#lib/domain/record.ts'
import { actionsUsing } from '#lib/domain/views/chain.ts'
import { count } from '#lib/i18n/format.ts'
import { meanQuantity } from '#lib/i18n/quantity.ts'
import { type Card, type CardGroup, card, cardAnchor } from './card.ts'
import { amount, fact, facts, listed, words } from './card-facts.ts'
import { kindOf, label, labels, linked, type RecordsView, titled } from './records-view.ts'

export function orientationGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.orientations).map(orientationCard)
  return {
    id: 'orientation',
    title: 'Orientations de la contractualisation',
    count: count(cards.length, 'orientation'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function orientationCard(orientation: Orientation): Card {
  return card({
    id: orientation.id,
    anchor: cardAnchor(orientation.id),
    kind: kindOf(label('orientationSource', orientation.source), orientation.reference),
    name: titled(orientation.label),
    facts: facts(fact('Période', words(orientation.period))),
  })
}

export function actorGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.actors).map(actorCard)
  return {
    id: 'actor',
    title: 'Acteurs et rôles',
    count: count(cards.length, 'acteur'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function actorCard(actor: ProjectActor): Card {
  return card({
    id: actor.id,
    anchor: cardAnchor(actor.id),
    kind: label('actorRole', actor.role),
    name: titled(actor.displayName || actor.function),
    facts: facts(
      fact('Fonction', words(actor.function)),
      fact('Disciplines', listed(actor.disciplines)),
      fact('Niveaux', listed(labels('level', actor.levels))),
    ),
  })
}

export function meanGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.means).map((mean) => meanCard(view, mean))
  return {
    id: 'mean',
    title: 'Moyens',
    count: count(cards.length, 'moyen'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function meanCard(view: RecordsView, mean: Mean): Card {
  const write = (value: number) => meanQuantity(value, mean.unit)
  const users = actionsUsing(view.project, mean.id).map(({ id }) => id)
  return card({
    id: mean.id,
    anchor: cardAnchor(mean.id),
    kind: kindOf(label('meanKind', mean.kind), label('hoursSource', mean.hoursSource)),
    name: titled(mean.label),
    facts: facts(
      fact('Prévu', amount(mean.quantityPlanned, write)),
      fact('Utilisé', amount(mean.quantityUsed, write)),
      fact('Partenaire', linked(view, [mean.partnerActorId])),
      fact('Convention', linked(view, [mean.agreementResourceId])),
      fact('Actions', linked(view, users), 'full'),
    ),
  })
}

export function classGroupGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.classGroups).map(classGroupCard)
  return {
    id: 'classGroup',
    title: 'Classes et groupes',
    count: count(cards.length, 'groupe'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function classGroupCard(group: ClassGroup): Card {
  const levels = group.levels.length > 0 ? group.levels : [group.level ?? []].flat()
  return card({
    id: group.id,
    anchor: cardAnchor(group.id),
    kind: label('classGroupKind', group.kind),
    name: titled(group.label),
    facts: facts(
      fact('Niveaux', listed(labels('level', levels))),
      fact(
        'Effectif',
        amount(group.studentCount, (value) => count(value, 'élève')),
      ),
    ),
  })
}
