import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { currentActor } from '#lib/auth/actor.ts'
import { NotAllowedError, NotFoundError } from '#lib/platform/errors.ts'
import { openVersions, type VersionsPage } from '#lib/usecases/open-versions.ts'
import { NotForReaders } from '../not-for-readers.tsx'
import styles from './page.module.css'
import { RestoringArea } from './restoring.tsx'
import { VersionView } from './version-view.tsx'
import { VersionsBar } from './versions-bar.tsx'
import { VersionsList } from './versions-list.tsx'

type Props = {
  params: Promise<{ projectId: string }>
  searchParams: Promise<{ version?: string | string[] }>
}

/** What the person may have: the page, or the knowledge that their role does not give it. */
type Opened = { page: VersionsPage } | { refused: true }

/** Once per request, for the title and for the page. */
const open = cache(async (projectId: string, versionId: string | null): Promise<Opened> => {
  const actor = await currentActor()
  const path = `/projets/${projectId}/versions`
  if (actor === null) redirect(`/?retour=${encodeURIComponent(path)}`)
  try {
    return { page: await openVersions(actor, { projectId, versionId }) }
  } catch (error) {
    if (error instanceof NotFoundError) notFound()
    if (error instanceof NotAllowedError) return { refused: true }
    throw error
  }
})

async function openFor({ params, searchParams }: Props): Promise<Opened> {
  const { version } = await searchParams
  const isPresent = version === undefined || version === 'travail'
  return open((await params).projectId, isPresent ? null : String(version))
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const opened = await openFor(props)
  return { title: 'page' in opened ? `Versions – ${opened.page.title}` : 'Versions' }
}

export default async function Page(props: Props) {
  const opened = await openFor(props)
  if ('refused' in opened) return <NotForReaders />
  const { page } = opened
  const isChosen = (await props.searchParams).version !== undefined
  return (
    <>
      <VersionsBar page={page} />
      <main
        id="contenu"
        className={styles.columns}
        tabIndex={-1}
        data-chosen={isChosen || undefined}
      >
        <VersionsList page={page} now={new Date()} />
        <div className={styles.shown}>
          <RestoringArea personId={page.personId} projectId={page.id}>
            <VersionView page={page} />
          </RestoringArea>
        </div>
      </main>
    </>
  )
}
