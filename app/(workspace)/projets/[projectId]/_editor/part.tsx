'use client'

import { Lock } from 'lucide-react'
import { lazy, memo, type ReactNode, Suspense, useEffect } from 'react'
import { groupHue } from '#app/_ui/group-hue.ts'
import { Ring } from '#app/_ui/ring.tsx'
import { Sheet } from '#app/_ui/sheet.tsx'
import { Thread } from '#app/_ui/thread.tsx'
import { PartAbsence } from './absence/part-absence.tsx'
import type { DutyStore } from './duties/duty-store.ts'
import { PartDuties } from './duties/part-duties.tsx'
import { EmptyPart, UnwrittenPart } from './empty-part.tsx'
import type { OpenRoom } from './open-room.ts'
import type { PagePart } from './page-model.ts'
import styles from './part.module.css'
import { PartBoundary } from './part-boundary.tsx'
import { PartHelp } from './part-help.tsx'
import { completenessText, partAnchor } from './part-words.ts'
import type { CardFeed } from './records/card-feed.ts'
import { PartRecords } from './records/part-records.tsx'
import type { ReturnedTextStore } from './returned-text/returned-text-store.ts'
import { ReturnedTexts } from './returned-text/returned-texts.tsx'
import { useIsEmpty } from './use-part-text.ts'
import { WordCount } from './word-count.tsx'
import { WrittenText } from './written-text.tsx'

/** Tiptap and Yjs are loaded by the browser alone, and after the page is readable. */
async function loadPartText() {
  return { default: (await import('./text-code.ts')).textCode.PartText }
}

const PartText = lazy(loadPartText)

/** Asks for the editors' code while the document is still on its way. */
export function usePartsSoon(): void {
  useEffect(() => {
    // A part that is shown asks again, and says so when the code does not come.
    loadPartText().catch(() => undefined)
  }, [])
}

type PartProps = {
  part: PagePart
  cards: CardFeed
  /** Null until the document was received. */
  room: OpenRoom | null
  editable: boolean
  /** Null for those who cannot put words back. */
  returned: ReturnedTextStore | null
  duties: DutyStore
}

/** One part of the project: its head, the help to write it, its text and its records. */
export const Part = memo(function Part(props: PartProps) {
  const { part, cards, room, editable, returned, duties } = props
  // Until the document comes, the page of who may write shows what it is going to show.
  const writes = room === null ? duties.canWrite : editable
  const titleId = `titre-${partAnchor(part.number)}`
  return (
    <section
      id={partAnchor(part.number)}
      className={styles.part}
      aria-labelledby={titleId}
      data-g={groupHue(part.group.id)}
    >
      <Sheet className={styles.sheet}>
        <PartHead {...{ part, room, writes, duties, titleId }} />
        <PartHelp {...{ part, duties, writes }} />
        {editable && room && returned ? (
          <ReturnedTexts store={returned} room={room} sectionId={part.id} />
        ) : null}
        {room ? <PartAbsence part={part} room={room} /> : null}
        <PartBoundary>
          <PartBody {...{ part, room, editable, writes, duties }} />
        </PartBoundary>
        <PartBoundary>
          <PartRecords feed={cards} sectionId={part.id} />
        </PartBoundary>
      </Sheet>
    </section>
  )
})

type PartBodyProps = Pick<PartProps, 'part' | 'room' | 'editable' | 'duties'> & { writes: boolean }

/** The text, and what teaches to write it as long as there is none. */
function PartBody({ part, room, editable, writes, duties }: PartBodyProps): ReactNode {
  const isEmpty = useIsEmpty(room, part)
  if (isEmpty && !writes) return <UnwrittenPart part={part} duties={duties} />
  const stored = <WrittenText blocks={part.blocks} />
  return (
    <>
      {room === null ? (
        stored
      ) : (
        <Suspense fallback={stored}>
          <PartText room={room} sectionId={part.id} label={part.title} editable={editable} />
        </Suspense>
      )}
      {isEmpty ? <EmptyPart part={part} duties={duties} room={editable ? room : null} /> : null}
    </>
  )
}

type PartHeadProps = Omit<PartBodyProps, 'editable'> & { titleId: string }

function PartHead({ titleId, ...props }: PartHeadProps) {
  const { part, room } = props
  return (
    <header className={styles.head}>
      <span className={styles.number} aria-hidden="true">
        {part.number}
      </span>
      <p className={styles.group}>
        <Thread hue={groupHue(part.group.id)} />
        {part.group.title}
      </p>
      <h2 id={titleId} className={styles.title}>
        {part.title}
      </h2>
      <div className={styles.meta}>
        {part.mandatory ? (
          <span>
            <Lock size={14} strokeWidth={2} aria-hidden />
            Partie obligatoire
          </span>
        ) : null}
        <span>
          <Ring percent={part.percent} hue={groupHue(part.group.id)} size={18} />
          {completenessText(part)}
        </span>
        <WordCount parts={[part]} room={room} />
      </div>
      {part.missing ? <p className={styles.missing}>{part.missing}</p> : null}
      <PartDuties {...props} />
    </header>
  )
}
