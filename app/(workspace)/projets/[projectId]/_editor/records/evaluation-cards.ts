import {
  active,
  type CommonObject,
  type Contribution,
  type Criterion,
  type Resource,
} from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { count } from '#lib/i18n/format.ts'
import { type Card, type CardGroup, card, cardAnchor } from './card.ts'
import { amount, day, fact, facts, listed, words } from './card-facts.ts'
import { kindOf, label, linked, type RecordsView, titled } from './records-view.ts'

export function commonObjectGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.commonObjects).map((each) => commonObjectCard(view, each))
  return {
    id: 'commonObject',
    title: 'Objets pédagogiques communs',
    count: count(cards.length, 'objet commun', 'objets communs'),
    look: 'cards',
    facts: [],
    cards,
  }
}

function commonObjectCard(view: RecordsView, object: CommonObject): Card {
  return card({
    id: object.id,
    anchor: cardAnchor(object.id),
    kind: 'Objet commun',
    name: titled(object.title),
    text: object.description,
    facts: facts(
      fact('Disciplines', listed(object.disciplines), 'half'),
      fact('Responsables', linked(view, object.ownerIds), 'half'),
      fact('Ressources', linked(view, object.resourceIds), 'full'),
    ),
  })
}

/** The criteria that somebody rated or argued, in the order of the grid; a school's own come last. */
export function criterionGroup(view: RecordsView): CardGroup {
  const { criteria, date, method, participantCount } = view.project.selfEvaluation
  const rated = active(criteria).filter(
    ({ level, evidence }) => level !== null || evidence.trim() !== '',
  )
  const cards = rated.toSorted((a, b) => gridPlace(a) - gridPlace(b)).map(criterionCard)
  return {
    id: 'criterion',
    title: 'Grille d’auto-évaluation',
    count: count(cards.length, 'critère situé', 'critères situés'),
    look: 'rows',
    facts: facts(
      fact('Date', day(date)),
      fact(
        'Participants',
        amount(participantCount, (value) => count(value, 'personne')),
      ),
      fact('Méthode', words(method), 'full'),
    ),
    cards,
  }
}

function gridPlace({ id }: Criterion): number {
  const place = template.selfEvaluationGrid.findIndex((item) => item.id === id)
  return place === -1 ? template.selfEvaluationGrid.length : place
}

function criterionCard({ id, level, evidence, nextStep }: Criterion): Card {
  const grid = template.selfEvaluationGrid.find((item) => item.id === id)
  return card({
    id,
    anchor: cardAnchor(id),
    kind: kindOf('Critère', label('selfEvaluationDomain', grid?.domain ?? null)),
    name: grid?.criterion ?? 'Critère de l’établissement',
    level:
      level === null
        ? null
        : { value: Number(level), max: 4, label: label('selfEvaluationLevel', level) },
    facts: facts(
      fact('Preuve', words(evidence), 'full'),
      fact('Prochaine étape', words(nextStep), 'full'),
    ),
  })
}

export function contributionGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.selfEvaluation.contributions).map((each) =>
    contributionCard(view, each),
  )
  return {
    id: 'contribution',
    title: 'Place de chacun dans le projet collectif',
    count: count(cards.length, 'contribution'),
    look: 'cards',
    facts: [],
    cards,
  }
}

function contributionCard(view: RecordsView, contribution: Contribution): Card {
  const [actor] = linked(view, [contribution.actorId])
  return card({
    id: contribution.id,
    anchor: cardAnchor(contribution.id),
    kind: 'Contribution',
    name: titled(contribution.team || (actor?.text ?? '')),
    text: contribution.contribution,
    facts: facts(
      fact('Actions', linked(view, contribution.actionIds), 'full'),
      fact('Prochaine étape', words(contribution.nextStep), 'full'),
    ),
  })
}

export function resourceGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.resources).map(resourceCard)
  return {
    id: 'resource',
    title: 'Ressources',
    count: count(cards.length, 'ressource'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function resourceCard(resource: Resource): Card {
  return card({
    id: resource.id,
    anchor: cardAnchor(resource.id),
    kind: kindOf('Ressource', label('resourceKind', resource.kind)),
    name: titled(resource.title),
    state: resource.accessible
      ? { mark: 'done', label: 'Accessible' }
      : { mark: 'late', label: 'Accessibilité à vérifier' },
    facts: facts(fact('Format', words(resource.format.toUpperCase()))),
  })
}
