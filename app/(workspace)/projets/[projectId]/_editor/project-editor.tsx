'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useRef } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import { SkipLink } from '#app/_ui/skip-link.tsx'
import { Announcements } from './announcements/announcements.tsx'
import { type PageDuties, useDuties } from './duties/use-duties.ts'
import { Find } from './find/find.tsx'
import { useFind } from './find/use-find.ts'
import { ModeFoot } from './mode/mode-foot.tsx'
import { useMode } from './mode/use-mode.ts'
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
import { useDeviceSettings, useSettings } from './settings/use-device-settings.ts'
import textSizeStyles from './text-size/text-size.module.css'
import { useTextSize } from './text-size/use-text-size.ts'
import { useCurrentPart } from './use-current-part.ts'
import { useIsNarrow } from './use-is-narrow.ts'
import { useOpenAtPart } from './use-open-at-part.ts'
import { useProgress } from './use-progress.ts'
import { type RoomToOpen, useLoaded, usePeople, useRoom, useRoomStatus } from './use-room.ts'
import { ViewsRow } from './views-row.tsx'

type ProjectEditorProps = {
  page: EditorPage
  cards: PartCards
  returnedTexts: ReturnedTextActions
  pageDuties: PageDuties
  /** What is done with the project as a whole; it reaches the server, which this folder does not. */
  actions: ReactNode
}

/**
 * The project's page. It comes with the texts as they are stored; the document itself comes through
 * the room. What is typed never passes through React's state: React only draws the texts that have
 * no editor.
 */
export function ProjectEditor(props: ProjectEditorProps) {
  const { page: initial, cards, returnedTexts, pageDuties, actions } = props
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
  const device = useDeviceSettings(initial)
  const { textSize, showsCarets, announced } = useSettings(device)
  const choice = useMode({ device, room: open, current })
  const mode = page.canWrite && !hasEnded(status) ? choice : null
  const editable = mode?.mode === 'write' && status.kind !== 'loading'
  const isNarrow = useIsNarrow()
  const main = useRef<HTMLElement>(null)
  useTextSize(main, textSize)
  const duties = useDuties(open, initial, pageDuties)
  const find = useFind({ isReady: loaded, current })
  const rail = { parts, total: page.percent, current, people, duties, room: open }
  return (
    <>
      <SkipLink />
      <div className={styles.top}>
        <ProjectBar {...{ page, room, status, people, parts, device, mode }} onFind={find.ask}>
          {isNarrow ? null : actions}
        </ProjectBar>
        <PartSwitch {...rail} />
        <Find room={open} find={find} canWrite={editable} />
      </div>
      <div className={styles.columns}>
        <Rail {...rail} />
        <main
          ref={main}
          id="contenu"
          className={classNames(styles.parts, textSizeStyles.sized)}
          data-carets={showsCarets ? undefined : 'hidden'}
          tabIndex={-1}
        >
          <ViewsRow projectId={page.id}>{isNarrow ? actions : null}</ViewsRow>
          <RoomNotice page={page} room={room} status={status} />
          <SetAsideNotice page={initial} />
          <ReadOnlyReason page={page} />
          {parts.map((part) => (
            <Part
              key={part.id}
              part={part}
              cards={feed}
              room={open}
              {...{ editable, returned, duties }}
            />
          ))}
          {mode ? <ModeFoot {...mode} /> : null}
        </main>
      </div>
      <Announcements room={open} sections={initial.sections} announced={announced} />
    </>
  )
}

/** What would be typed could not be kept: nobody writes any more. */
function hasEnded({ kind }: RoomStatus): boolean {
  return kind === 'signed-out' || kind === 'refused'
}

/** One value as long as the same document is meant: the room opens anew when it changes. */
function useRoomOptions(page: EditorPage): RoomToOpen {
  const router = useRouter()
  const { id, epoch, schemaVersion, sharedComputer } = page
  const sections = page.sections.map((part) => part.id).join(' ')
  // The hues of all shift when somebody joins the team: no room opens anew for that.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hue is no reason, another person is.
  const me = useMemo(() => JSON.stringify(page.me), [page.me.id])
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
