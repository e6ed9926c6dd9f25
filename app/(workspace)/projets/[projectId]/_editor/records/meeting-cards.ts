import { active, type Communication, type Meeting } from '#lib/domain/record.ts'
import { template } from '#lib/domain/template.ts'
import { homeSection, isShownIn, type SectionBlock } from '#lib/domain/views/record-place.ts'
import { count, duration, number, time } from '#lib/i18n/format.ts'
import {
  type Card,
  type CardGroup,
  type CardMark,
  type CardState,
  type CardValue,
  card,
  cardAnchor,
} from './card.ts'
import { amount, day, fact, facts, words } from './card-facts.ts'
import { kindOf, label, linked, type RecordsView, titled } from './records-view.ts'

const meetingMarks: Record<NonNullable<Meeting['status']>, CardMark> = {
  planned: 'planned',
  held: 'done',
  postponed: 'changed',
  cancelled: 'stopped',
}

/** The meetings of a part; one whose card is in another part is mentioned, and leads there. */
export function meetingGroup(
  view: RecordsView,
  { block, sectionId }: { block: SectionBlock; sectionId: string },
): CardGroup {
  const shown = active(view.project.meetings).filter((meeting) => isShownIn(block, meeting))
  const cards = shown.map((meeting) =>
    homeSection(template, 'meeting', meeting) === sectionId
      ? meetingCard(meeting)
      : meetingMention(meeting),
  )
  return {
    id: `meeting-${sectionId}`,
    title: block.label,
    count: count(cards.length, 'réunion'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function meetingCard(meeting: Meeting): Card {
  return card({
    ...headOf(meeting),
    anchor: cardAnchor(meeting.id),
    facts: facts(
      fact('Date', day(meeting.date)),
      fact('Heure', hourOf(meeting)),
      fact('Présents', attendance(meeting)),
      fact('Acte', words(label('meetingAct', meeting.act))),
      fact('Vote', votesOf(meeting)),
      fact('Ordre du jour', words(meeting.agenda), 'full'),
      fact('Relevé', words(meeting.outcome), 'full'),
    ),
  })
}

function meetingMention(meeting: Meeting): Card {
  return card({
    ...headOf(meeting),
    refersTo: cardAnchor(meeting.id),
    facts: facts(fact('Date', day(meeting.date))),
  })
}

function headOf(meeting: Meeting): Pick<Card, 'id' | 'kind' | 'name' | 'state'> {
  return {
    id: meeting.id,
    kind: kindOf('Réunion', label('meetingBody', meeting.body)),
    name: titled(meeting.title),
    state: meetingState(meeting),
  }
}

function meetingState({ status }: Meeting): CardState | null {
  if (status === null) return null
  return { mark: meetingMarks[status], label: label('meetingStatus', status) }
}

/** « 16 h 30, 1 h 30 de réunion ». */
function hourOf({ startTime, durationMinutes }: Meeting): CardValue[] {
  const start = /^\d{1,2}:\d{2}$/.test(startTime) ? time(startTime) : startTime
  const length = durationMinutes === null ? '' : duration(durationMinutes)
  return words([start, length && `durée ${length}`].filter((part) => part !== '').join(', '))
}

function attendance({ presentCount, invitedCount }: Meeting): CardValue[] {
  if (presentCount === null) return []
  const present = number(presentCount)
  return words(invitedCount === null ? present : `${present} sur\u00A0${number(invitedCount)}`)
}

function votesOf({ votes }: Meeting): CardValue[] {
  const cast = [
    amount(votes.for, (value) => `${number(value)} pour`),
    amount(votes.against, (value) => `${number(value)} contre`),
    amount(votes.abstention, (value) => count(value, 'abstention')),
  ].flat()
  return words(cast.map((value) => (value.type === 'text' ? value.text : '')).join(', '))
}

const communicationMarks: Record<NonNullable<Communication['status']>, CardMark> = {
  planned: 'planned',
  done: 'done',
  cancelled: 'stopped',
}

export function communicationGroup(view: RecordsView): CardGroup {
  const cards = active(view.project.communications).map((each) => communicationCard(view, each))
  return {
    id: 'communication',
    title: 'Plan de communication',
    count: count(cards.length, 'communication'),
    look: 'rows',
    facts: [],
    cards,
  }
}

function communicationCard(view: RecordsView, communication: Communication): Card {
  const { status } = communication
  return card({
    id: communication.id,
    anchor: cardAnchor(communication.id),
    kind: kindOf('Communication', label('audience', communication.audience)),
    name: titled(communication.message),
    state:
      status === null
        ? null
        : { mark: communicationMarks[status], label: label('communicationStatus', status) },
    facts: facts(
      fact('Date', day(communication.date)),
      fact('Canal', words(label('channel', communication.channel))),
      fact('Responsables', linked(view, communication.ownerIds)),
    ),
  })
}
