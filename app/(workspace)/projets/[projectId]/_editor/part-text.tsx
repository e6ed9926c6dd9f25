'use client'

import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { OpenRoom } from './open-room.ts'
import { placeCaret } from './place-caret.ts'
import { SectionEditor } from './section-editor.tsx'
import { WrittenText } from './written-text.tsx'

/** How far around the window parts have their editor: enough for it to stand before it is seen. */
const NEAR = '150% 0px'

type PartTextProps = {
  room: OpenRoom
  sectionId: string
  /** The part's title, which names the editor. */
  label: string
  editable: boolean
}

/** The text of one part: an editor near the window, and the text as it stands elsewhere. */
export function PartText({ room, sectionId, label, editable }: PartTextProps) {
  const host = useRef<HTMLDivElement>(null)
  const isNear = useIsNear(host)
  const isHeld = useSyncExternalStore(room.editors.subscribe, () => room.editors.isHeld(sectionId))
  return (
    <div ref={host}>
      {isNear || isHeld ? (
        <SectionEditor room={room} sectionId={sectionId} label={label} editable={editable} />
      ) : (
        <DistantText room={room} sectionId={sectionId} label={label} editable={editable} />
      )}
    </div>
  )
}

/** It takes the focus as the editor would, and the editor takes its place at once. */
function DistantText({ room, sectionId, label, editable }: PartTextProps) {
  const blocks = useSyncExternalStore(room.texts.subscribe, () => room.texts.blocks(sectionId))
  const enter = (place: Parameters<typeof placeCaret>[1]) =>
    room.editors.ask(sectionId, (editor) => placeCaret(editor, place))
  return <WrittenText blocks={blocks} {...(editable ? { field: { label, onEnter: enter } } : {})} />
}

function useIsNear(host: RefObject<HTMLElement | null>): boolean {
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    if (host.current === null) return
    const observer = new IntersectionObserver(
      (entries) => setIsNear(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: NEAR },
    )
    observer.observe(host.current)
    return () => observer.disconnect()
  }, [host])
  return isNear
}
