import { active, type Decision, type Regulation } from '#lib/domain/record.ts'
import { type Html, type HtmlValue, html, joined } from '../html.ts'
import { day, paragraphs } from './french.ts'
import { label, partAnchor, type ReaderView } from './reader-view.ts'
import { namesOf, recordEntry, refer, type StateMark, stateWords } from './record-entry.ts'
import { recordTable } from './record-table.ts'

const marks: Record<NonNullable<Decision['status']>, StateMark> = {
  planned: 'planned',
  ongoing: 'ongoing',
  done: 'done',
  dropped: 'stopped',
}

export function regulations(view: ReaderView): Html {
  return html`${active(view.project.regulations).map((each) => regulationEntry(view, each))}`
}

function regulationEntry(view: ReaderView, regulation: Regulation): Html {
  return recordEntry({
    record: view.records.get(regulation.id),
    state: null,
    text: paragraphs(regulation.findings),
    facts: [
      ['Cycle', refer(view, [regulation.cycleId])],
      ['Réunion', refer(view, [regulation.meetingId])],
      ['Mesures citées', refer(view, regulation.indicatorIds)],
      ['Nouveau diagnostic', regulation.newDiagnosis],
      ['Besoins mis à jour', refer(view, regulation.affectedNeedIds)],
      ['Actions créées', refer(view, regulation.createdActionIds)],
    ],
    after: decisions(view, regulation),
  })
}

function decisions(view: ReaderView, regulation: Regulation): Html {
  const name = view.records.get(regulation.id)
  return recordTable({
    caption: `Décisions\u00A0: ${name?.name ?? ''}`,
    captionLook: 'shown',
    columns: [
      {
        label: 'Décision',
        cell: ({ decision, statement }) =>
          joined(
            [label('regulationDecision', decision), html`<span class="plain">${statement}</span>`],
            html`<br>`,
          ),
      },
      { label: 'Porte sur', cell: (decision) => targetOf(view, decision) },
      { label: 'Responsables', cell: ({ ownerIds }) => namesOf(view, ownerIds) },
      { label: 'Pour le', cell: ({ dueDate }) => day(dueDate) },
      {
        label: 'État',
        cell: ({ status }) =>
          stateWords(marks[status ?? 'planned'], label('decisionStatus', status)),
      },
    ],
    items: active(regulation.decisions),
  })
}

function targetOf(view: ReaderView, { targetType, targetId }: Decision): HtmlValue {
  if (targetType !== 'section') return refer(view, [targetId])
  const number = view.partNumbers.get(targetId ?? '')
  return number !== undefined && html`<a href="#${partAnchor(number)}">Partie\u00A0${number}</a>`
}
