import type { PublicationContent, PublishedSection } from '#lib/domain/publication.ts'
import { findSection, template } from '#lib/domain/template.ts'
import type { SectionBlock } from '#lib/domain/views/record-place.ts'
import { type Html, html, nothing } from '../html.ts'
import { actions, commonObjects } from './action-records.ts'
import { contributions, criteria, resources } from './evaluation-records.ts'
import { paragraphs } from './french.ts'
import { indicators } from './indicator-records.ts'
import { goals, needs } from './need-records.ts'
import { prose } from './prose.ts'
import { partAnchor, type ReaderView, readerView } from './reader-view.ts'
import { regulations } from './regulation-records.ts'
import { communications, cycles, meetings, milestones } from './schedule-records.ts'
import { actors, classGroups, means, orientations } from './steering-records.ts'

/**
 * The text of a publication as HTML, made once and kept for ever: what readers see around it
 * (versions, fingerprint, style) is `readerPage`, made at each reading.
 *
 * Titles begin at rank 2. It holds no script and no style; its classes and `data-` attributes are
 * a contract with every style sheet to come (`docs/decisions/012-reader-page.md`).
 */
export function renderReader(content: PublicationContent): string {
  const view = readerView(content)
  const { summary, problemStatement } = content.project.header
  return html`${opening('essentiel', 'L’essentiel en quelques lignes', paragraphs(summary))}${opening(
    'question',
    'La question qui nous guide',
    problemStatement.trim() !== '' &&
      html`<blockquote>${paragraphs(problemStatement)}</blockquote>`,
  )}${opening('message', 'Message aux lecteurs', paragraphs(content.message))}${content.sections.map(
    (section, index) => part(view, content, { section, before: content.sections[index - 1] }),
  )}`.toString()
}

function opening(anchor: string, title: string, text: Html | false): Html {
  if (text === false || text.isEmpty) return nothing
  return html`<section class="opening" id="${anchor}" aria-labelledby="titre-${anchor}"><h2 id="titre-${anchor}">${title}</h2>${text}</section>
`
}

function part(
  view: ReaderView,
  { groups, project }: PublicationContent,
  { section, before }: { section: PublishedSection; before: PublishedSection | undefined },
): Html {
  const { id, number, title } = section
  const group = groups.find((item) => item.id === section.group)
  const isFirst = group !== undefined && before?.group !== section.group
  const text = project.sections.find((item) => item.id === id)?.content ?? []
  return html`<section class="part" id="${partAnchor(number)}" data-group="${group?.id ?? ''}" aria-labelledby="titre-${number}">${
    isFirst && html`<p class="group">${group.title}</p>`
  }<h2 id="titre-${number}"><span class="number">${number}</span> ${title}</h2>${prose(view, text, number)}${records(view, id)}</section>
`
}

type Place = { block: SectionBlock; sectionId: string }

/** The entities that the template writes in parts, by its own names for them. */
const writers: Readonly<Record<string, (view: ReaderView, place: Place) => Html>> = {
  orientation: orientations,
  actor: actors,
  meeting: meetings,
  mean: means,
  classGroup: classGroups,
  need: needs,
  goal: goals,
  commonObject: commonObjects,
  action: actions,
  milestone: milestones,
  cycle: cycles,
  indicator: indicators,
  regulation: regulations,
  communication: communications,
  selfEvaluationCriterion: criteria,
  contribution: contributions,
  resource: resources,
}

function records(view: ReaderView, sectionId: string): Html {
  const blocks = findSection(template, sectionId)?.blocks ?? []
  return html`${blocks.map((block) => {
    const written = writers[block.entity]?.(view, { block, sectionId }) ?? nothing
    return written.isEmpty ? nothing : html`<h3>${block.label}</h3>${written}`
  })}`
}
