'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import { SkipLink } from '#app/_ui/skip-link.tsx'
import { Find } from './find/find.tsx'
import { useFind } from './find/use-find.ts'
import { SetAsideNotice } from './offline/set-aside-notice.tsx'
import { useKeptPage } from './offline/use-kept-page.ts'
import { type EditorPage, partsOf } from './page-model.ts'
import { Part, usePartsSoon } from './part.tsx'
import { PartSwitch } from './part-switch.tsx'
import { ProjectBar } from './project-bar.tsx'
import styles from './project-editor.module.css'
import { Rail } from './rail.tsx'
import { ReadOnlyReason } from './read-only-reason.tsx'
import type { PartCards } from './records/part-cards.ts'
import { useCardFeed } from './records/use-card-feed.ts'
import type { ReturnedTextActions } from './returned-text/returned-text-store.ts'
import { useReturnedTexts } from './returned-text/use-returned-texts.ts'
import { RoomNotice } from './room-notice.tsx'
import type { RoomStatus } from './room-status.ts'
import { useCurrentPart } from './use-current-part.ts'
import { useOpenAtPart } from './use-open-at-part.ts'
import { useProgress } from './use-progress.ts'
import { type RoomToOpen, useLoaded, usePeople, useRoom, useRoomStatus } from './use-room.ts'

type ProjectEditorProps = {
  page: EditorPage
  cards: PartCards
  returnedTexts: ReturnedTextActions
  /** What leads to a publication; it reaches the server, which this folder does not. */
  publish: ReactNode
}

/**
 * The project's page. It comes with the texts as they are stored; the document itself comes through
 * the room. What is typed never passes through React's state: React only draws the texts that have
 * no editor.
 */
export function ProjectEditor({
  page: initial,
  cards,
  returnedTexts,
  publish,
}: ProjectEditorProps) {
  usePartsSoon()
  const room = useRoom(useRoomOptions(initial))
  const status = useRoomStatus(room)
  const loaded = useLoaded(room)
  const page = useProgress(loaded ? room : null, initial)
  const feed = useCardFeed(loaded ? room : null, initial, cards)
  const parts = useMemo(() => partsOf(page), [page])
  const people = usePeople(room)
  const current = useCurrentPart(parts)
  useOpenAtPart(loaded)
  const open = loaded ? room : null
  useKeptPage(open, initial)
  const returned = useReturnedTexts(open, page, returnedTexts)
  const editable = page.canWrite && isOpen(status)
  const find = useFind({ isReady: loaded, current })
  const rail = { parts, total: page.percent, current, people, room: open }
  return (
    <>
      <SkipLink />
      <div className={styles.top}>
        <ProjectBar page={page} room={room} status={status} people={people} onFind={find.ask}>
          {publish}
        </ProjectBar>
        <PartSwitch {...rail} />
        <Find room={open} find={find} canWrite={editable} />
      </div>
      <div className={styles.columns}>
        <Rail {...rail} />
        <main id="contenu" className={styles.parts} tabIndex={-1}>
          <RoomNotice page={page} room={room} status={status} />
          <SetAsideNotice page={initial} />
          <ReadOnlyReason page={page} />
          {parts.map((part) => (
            <Part key={part.id} part={part} cards={feed} room={open} {...{ editable, returned }} />
          ))}
        </main>
      </div>
    </>
  )
}

/** True while what is typed will be kept: until it is sent, if need be. */
function isOpen(status: RoomStatus): boolean {
  return !['loading', 'signed-out', 'refused'].includes(status.kind)
}

/** One value as long as the same document is meant: the room opens anew when it changes. */
function useRoomOptions(page: EditorPage): RoomToOpen {
  const router = useRouter()
  const { id, epoch, schemaVersion, sharedComputer } = page
  const sections = page.sections.map((part) => part.id).join(' ')
  const me = JSON.stringify(page.me)
  return useMemo(
    () => ({
      projectId: id,
      epoch,
      schemaVersion,
      keepsCopy: !sharedComputer,
      sections: sections.split(' '),
      me: JSON.parse(me),
      onStale: () => router.refresh(),
    }),
    [id, epoch, schemaVersion, sharedComputer, sections, me, router],
  )
}
