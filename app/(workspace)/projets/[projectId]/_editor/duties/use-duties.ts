'use client'

import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { EditorPage } from '../page-model.ts'
import type { RoomStatus } from '../room-status.ts'
import { type Duties, type Duty, type DutyActions, DutyStore } from './duty-store.ts'

/** How the page came with its duties, and how it asks for them again. */
export type PageDuties = { initial: Duties; actions: DutyActions }

/** The duties of the page's parts, asked for again whenever a colleague changes one. */
export function useDuties(
  room: OpenRoom | null,
  page: EditorPage,
  { initial, actions }: PageDuties,
): DutyStore {
  const { id: projectId, canWrite } = page
  const meId = page.me.id
  const first = useRef({ initial, actions })
  const store = useMemo(
    () => new DutyStore({ projectId, meId, canWrite, ...first.current }),
    [projectId, meId, canWrite],
  )
  useEffect(() => store.receive(initial), [store, initial])
  useEffect(() => {
    if (room === null) return
    // What colleagues did while the page, kept or loading, did not hear of it.
    void store.refresh()
    const stopHearing = room.onEvent((type) => {
      if (type === 'parts') void store.refresh()
    })
    const stopWatching = onReturn(room, () => void store.refresh())
    return () => {
      stopHearing()
      stopWatching()
    }
  }, [room, store])
  return store
}

const AWAY: readonly RoomStatus['kind'][] = ['offline', 'reconnecting', 'failing', 'signed-out']

/** What was told while there was no connection was told to others alone. */
function onReturn(room: OpenRoom, refresh: () => void): () => void {
  let wasAway = false
  return room.subscribe(() => {
    const isAway = AWAY.includes(room.status().kind)
    if (wasAway && !isAway) refresh()
    wasAway = isAway
  })
}

export function useDuty(store: DutyStore, sectionId: string): Duty {
  const duty = () => store.of(sectionId)
  return useSyncExternalStore(store.subscribe, duty, duty)
}

/** To whom this person may confide a part, and who may be asked. */
export function useAssigning(store: DutyStore): Pick<Duties, 'assigning' | 'writers'> {
  const { subscribe, assigning, writers } = store
  return {
    assigning: useSyncExternalStore(subscribe, assigning, assigning),
    writers: useSyncExternalStore(subscribe, writers, writers),
  }
}

/** One change at a time: whether one is under way, and why the last was not done. */
export function useDutyChange() {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const change = async (run: () => Promise<string | null>): Promise<void> => {
    setIsBusy(true)
    setFailure(await run())
    setIsBusy(false)
  }
  return { isBusy, failure, change }
}
