import type { Db } from '#db/client.ts'
import { appendAudit } from '#db/queries/audit.ts'
import { addEarlierPublications } from '#db/queries/earlier-publication.ts'
import { insertPublication } from '#db/queries/publication.ts'
import { demoAsOf, demoProject, demoVersions } from '#lib/domain/demo.ts'
import type { AccountId, ProjectId, SchoolId } from '#lib/domain/ids.ts'
import type { PublishedSection } from '#lib/domain/publication.ts'
import { publicationContent } from '#lib/domain/publication-content.ts'
import { template } from '#lib/domain/template.ts'
import { sealPublication } from '#lib/exports/publication/seal-publication.ts'
import { invariant } from '#lib/platform/errors.ts'

const { schoolYear } = demoProject.header

export const demoTitle = `Projet d’accompagnement personnalisé ${schoolYear}`
export const demoSlug = `projet-d-accompagnement-personnalise-${schoolYear}`

/** The end of a working day of the demo's last month. */
const publishedAt = new Date(`${demoAsOf}T15:06:00.000Z`)

type DemoPublication = {
  schoolId: SchoolId
  projectId: ProjectId
  people: readonly { id: AccountId; role: string | null }[]
}

/**
 * The last number that the demo tells of is made from its content and signed by the head; those
 * before it are known without their text.
 */
export async function storeDemoPublication(
  db: Db,
  { schoolId, projectId, people }: DemoPublication,
): Promise<void> {
  const head = people.find(({ role }) => role === 'head')
  invariant(head, 'the demo has a head')
  const number = demoVersions.length
  const earlier = demoVersions.slice(0, -1).map((version, index) => ({
    ...{ number: index + 1, publishedOn: version.publishedAt, reason: version.reason },
  }))
  await addEarlierPublications(db, projectId, earlier)
  const sealed = sealPublication(
    publicationContent({
      ...{ slug: demoSlug, number, title: demoTitle, schoolYear, refDate: demoAsOf },
      ...{ publishedAt: publishedAt.toISOString(), sections: demoSections() },
      ...{ message: demoVersions.at(-1)?.changes ?? '', project: demoProject },
    }),
    null,
  )
  const key = { projectId, number, accountId: head.id, publishedAt }
  const state = { epoch: 1, seq: 1, prevSha256: null }
  await insertPublication(db, { ...key, ...state, ...sealed }, 'public')
  const detail = { number, visibility: 'public', sha256: sealed.sha256, seq: 1 }
  await appendAudit(db, {
    ...{ schoolId, projectId, accountId: head.id, action: 'publication.create', detail },
  })
}

/** Every part of the template: the mandatory ones, then the others. */
function demoSections(): PublishedSection[] {
  const mandatory = template.sections
    .filter((section) => section.mandatory)
    .toSorted((a, b) => a.order - b.order)
  const optional = template.sections.filter((section) => !section.mandatory)
  return [...mandatory, ...optional].map(({ id, title, group, mandatory: isMandatory }, index) => ({
    ...{ id, number: index + 1, title, group, mandatory: isMandatory },
  }))
}
