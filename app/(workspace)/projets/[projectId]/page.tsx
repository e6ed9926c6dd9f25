import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { type Actor, currentActor } from '#lib/auth/actor.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { listSectionDuties, type SectionDuties } from '#lib/usecases/list-section-duties.ts'
import { openProject, type ProjectPage } from '#lib/usecases/open-project.ts'
import { publishedAddress } from '#lib/usecases/published-address.ts'
import { MentionablePeople } from './_editor/formatting/mentionable-people.tsx'
import { ProjectEditor } from './_editor/project-editor.tsx'
import { partCards } from './_editor/records/part-cards.ts'
import { PublishButton } from './_publish/publish-button.tsx'
import { PublishDesk } from './_publish/publish-desk.tsx'
import { ShareButton } from './_team/share-button.tsx'
import { ShareDesk } from './_team/share-desk.tsx'
import { listReturnedTexts, settleReturnedText } from './actions.ts'
import * as dutyActions from './duty-actions.ts'
import { NotForReaders } from './not-for-readers.tsx'

type Props = { params: Promise<{ projectId: string }> }

/** What the person may have: the page, or the knowledge that their role does not give it. */
type Opened = { page: ProjectPage; duties: SectionDuties } | { refused: true }

/** Once per request, for the title and for the page. */
const open = cache(async (projectId: string): Promise<Opened> => {
  const actor = await currentActor()
  if (actor === null) redirect(`/?retour=${encodeURIComponent(`/projets/${projectId}`)}`)
  try {
    const page = await openProject(actor, projectId)
    return { page, duties: await listSectionDuties(actor, projectId) }
  } catch (error) {
    if (error instanceof NotFoundError) notFound()
    if (error instanceof NotAllowedError) return leadToPublication(actor, projectId)
    throw error
  }
})

/** Whoever may not read the working version reads the published one, when there is one. */
async function leadToPublication(actor: Actor, projectId: string): Promise<Opened> {
  const address = await publishedAddress(actor, projectId)
  if (address !== null) redirect(address)
  return { refused: true }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const opened = await open((await params).projectId)
  return { title: 'page' in opened ? opened.page.title : 'Projet' }
}

export default async function Page({ params }: Props) {
  const opened = await open((await params).projectId)
  if ('refused' in opened) return <NotForReaders />
  const { content, ...page } = opened.page
  const sectionIds = page.sections.map(({ id }) => id)
  const returnedTexts = {
    list: listReturnedTexts.bind(null, page.me.id),
    settle: settleReturnedText.bind(null, page.me.id),
  }
  const cards = partCards(content, { refDate: page.refDate, sectionIds })
  const duties = { initial: opened.duties, actions: dutyActionsFor(page.me.id) }
  return (
    <MentionablePeople people={page.people}>
      <ShareDesk personId={page.me.id} projectId={page.id} role={page.role}>
        <PublishDesk place={{ person: page.me.id, projectId: page.id }} role={page.role}>
          <ProjectEditor
            page={page}
            cards={cards}
            returnedTexts={returnedTexts}
            pageDuties={duties}
            actions={
              <>
                <ShareButton />
                <PublishButton />
              </>
            }
          />
        </PublishDesk>
      </ShareDesk>
    </MentionablePeople>
  )
}

/** Asked under the name of the person whose page it is, and refused to anyone else. */
function dutyActionsFor(person: string) {
  return {
    list: dutyActions.listSectionDuties.bind(null, person),
    assign: dutyActions.assignSection.bind(null, person),
    declare: dutyActions.declareSectionComplete.bind(null, person),
    takeBack: dutyActions.takeBackDeclaration.bind(null, person),
    treat: dutyActions.treatPrompt.bind(null, person),
    foldHelp: dutyActions.foldSectionHelp.bind(null, person),
  }
}
