import { isLinkTarget } from '#lib/domain/block.ts'
import { active, type Contribution, type Criterion } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { count } from '#lib/i18n/format.ts'
import { type Html, type HtmlValue, html, nothing } from '../html.ts'
import { day, paragraphs } from './french.ts'
import { label, type ReaderView } from './reader-view.ts'
import { factList, recordEntry, refer, stateWords } from './record-entry.ts'
import { recordTable } from './record-table.ts'
import { anchorIn } from './steering-records.ts'

type RatedCriterion = { words: string; rating: Criterion | undefined }

/** The whole grid, domain by domain, once somebody rated or argued one of its criteria. */
export function criteria(view: ReaderView): Html {
  const { criteria: all, date, method, participantCount } = view.project.selfEvaluation
  const rated = active(all).filter(
    ({ level, evidence }) => level !== null || evidence.trim() !== '',
  )
  if (rated.length === 0) return nothing
  const domains = new Set(template.selfEvaluationGrid.map(({ domain }) => domain))
  const tables = [...domains].map((domain) => ({
    caption: label('selfEvaluationDomain', domain),
    items: template.selfEvaluationGrid
      .filter((item) => item.domain === domain)
      .map(({ id, criterion }) => ({
        words: criterion,
        rating: rated.find((item) => item.id === id),
      })),
  }))
  const own = rated
    .filter(({ id }) => !template.selfEvaluationGrid.some((item) => item.id === id))
    .map((rating) => ({ words: 'Critère de l’établissement', rating }))
  const facts = factList([
    ['Date', day(date)],
    ['Participants', participantCount !== null && count(participantCount, 'personne')],
    ['Méthode', method],
  ])
  return html`${facts}${tables.map(domainTable)}${domainTable({ caption: 'Critères de l’établissement', items: own })}`
}

function domainTable(table: { caption: string; items: readonly RatedCriterion[] }): Html {
  return recordTable({
    ...table,
    captionLook: 'shown',
    columns: [
      { label: 'Critère', cell: ({ words }) => words },
      { label: 'Niveau', cell: ({ rating }) => levelOf(rating) },
      { label: 'Appui', cell: ({ rating }) => rating?.evidence },
      { label: 'Prochaine étape', cell: ({ rating }) => rating?.nextStep },
    ],
  })
}

/** « Installé (3 sur 4) ». */
function levelOf(rating: Criterion | undefined): HtmlValue {
  const level = rating?.level ?? null
  if (level === null) return 'Non situé'
  return html`<strong>${label('selfEvaluationLevel', level)}</strong> (${level} sur\u00A04)`
}

export function contributions(view: ReaderView): Html {
  return html`${active(view.project.selfEvaluation.contributions).map((each) => contributionEntry(view, each))}`
}

function contributionEntry(view: ReaderView, contribution: Contribution): Html {
  const author = view.records.get(contribution.actorId ?? '')?.name
  return recordEntry({
    record: {
      code: null,
      name: contribution.team || author || 'Un membre de l’équipe',
      anchor: null,
    },
    state: null,
    text: paragraphs(contribution.contribution),
    facts: [
      ['Actions', refer(view, contribution.actionIds)],
      ['Prochaine étape', contribution.nextStep],
    ],
  })
}

export function resources(view: ReaderView): Html {
  return recordTable({
    caption: 'Ressources',
    columns: [
      {
        label: 'Ressource',
        cell: ({ title, url }) =>
          isLinkTarget(url) ? html`<a href="${url}" rel="noopener">${title}</a>` : title,
      },
      { label: 'Nature', cell: ({ kind }) => label('resourceKind', kind) },
      { label: 'Format', cell: ({ format }) => format.toUpperCase() },
      {
        label: 'Accessibilité',
        cell: ({ accessible }) =>
          accessible ? stateWords('done', 'Accessible') : stateWords('late', 'À vérifier'),
      },
    ],
    items: active(view.project.resources),
    anchorOf: anchorIn(view),
  })
}
