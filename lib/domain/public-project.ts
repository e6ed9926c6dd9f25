import type { Block, Inline, Paragraph } from './block.ts'
import type { Project } from './project.ts'
import type { ProjectActor } from './record.ts'
import { enumLabel, template } from './template.ts'
import { withoutArchived } from './without-archived.ts'

/** How somebody is named of whom no function is known. */
const someone = 'Membre de l’équipe'

type Person = { id: string; name: string }

/**
 * What anybody may read of a project: nothing archived, no account, and of each person the function
 * alone unless they chose to be named, in mentions too. What the team wrote in its own words stays
 * as it is.
 *
 * People get new ids, by their place in the project: an id may have been made from a name.
 */
export function publicProject(project: Project): Project {
  const people = peopleOf(project.actors)
  const shown = withoutArchived(project)
  // By their old ids, which the links still carry.
  const actors = shown.actors.map((actor) => publicActor(actor, people))
  const sections = shown.sections.map((section) => ({
    ...section,
    content: section.content.map((block) => publicBlock(block, people)),
  }))
  return relinked({ ...shown, actors, sections }, people)
}

/** By id, and by account: a mention of a colleague may carry either. */
function peopleOf(actors: readonly ProjectActor[]): Map<string, Person> {
  const people = new Map<string, Person>()
  actors.forEach((actor, index) => {
    const person = { id: `personne-${index + 1}`, name: publicName(actor) }
    people.set(actor.id, person)
    if (actor.accountId !== null) people.set(actor.accountId, person)
  })
  return people
}

function publicName(actor: ProjectActor): string {
  if (actor.publicDisplay === 'name' && actor.displayName !== '') return actor.displayName
  if (actor.function !== '') return actor.function
  return actor.role === null ? someone : enumLabel(template, 'actorRole', actor.role)
}

function publicActor(actor: ProjectActor, people: ReadonlyMap<string, Person>): ProjectActor {
  return { ...actor, displayName: people.get(actor.id)?.name ?? someone, accountId: null }
}

function publicBlock(block: Block, people: ReadonlyMap<string, Person>): Block {
  switch (block.type) {
    case 'paragraph':
      return publicParagraph(block, people)
    case 'table':
      return {
        ...block,
        rows: block.rows.map((row) => ({
          cells: row.cells.map((cell) => ({
            ...cell,
            content: cell.content.map((paragraph) => publicParagraph(paragraph, people)),
          })),
        })),
      }
    case 'horizontalRule':
      return block
  }
}

function publicParagraph(paragraph: Paragraph, people: ReadonlyMap<string, Person>): Paragraph {
  return { ...paragraph, inline: paragraph.inline.map((inline) => publicInline(inline, people)) }
}

function publicInline(inline: Inline, people: ReadonlyMap<string, Person>): Inline {
  if (inline.type !== 'mention' || inline.entity !== 'actor') return inline
  const person = people.get(inline.id)
  // A colleague whom the project does not name: nothing says that they want to be.
  if (person === undefined) return { type: 'text', text: someone, marks: [] }
  return { ...inline, id: person.id, label: person.name }
}

/** The same project with the new id of each person wherever the old one stands. */
function relinked(project: Project, people: ReadonlyMap<string, Person>): Project {
  const copy = structuredClone(project)
  const ids = new Map(project.actors.map(({ id }) => [id, people.get(id)?.id ?? id]))
  replaceIds(copy, ids)
  return copy
}

function replaceIds(value: object, ids: ReadonlyMap<string, string>): void {
  for (const [key, item] of Object.entries(value)) {
    if (/^id$|Id$/.test(key) && typeof item === 'string') {
      Reflect.set(value, key, ids.get(item) ?? item)
    } else if (/Ids$/.test(key) && Array.isArray(item)) {
      const renamed = item.map((id) => ids.get(id) ?? id)
      Reflect.set(value, key, renamed.sort(byCodeUnits))
    } else if (typeof item === 'object' && item !== null) {
      replaceIds(item, ids)
    }
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
