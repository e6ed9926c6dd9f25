'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { OpenRoom, RoomOptions } from './open-room.ts'
import type { PresentPerson } from './presence.ts'
import type { RoomStatus } from './room-status.ts'

export type RoomToOpen = Omit<RoomOptions, 'server' | 'copy'> & {
  /** False on a shared computer: nothing of the document stays on it. */
  keepsCopy: boolean
}

/**
 * Opens the room of a page and leaves it with the page: the only effect that does.
 *
 * Yjs is loaded here, in the browser alone: a second copy on the server's side would break its
 * type checks. `options` must keep its identity as long as the room is to stay open.
 */
export function useRoom(options: RoomToOpen): OpenRoom | null {
  const [room, setRoom] = useState<OpenRoom | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    let left = false
    let opened: OpenRoom | null = null
    const open = async () => {
      const { roomCode } = await import('./room-code.ts')
      const copy = options.keepsCopy ? await roomCode.openDeviceCopy(ownerOf(options)) : null
      if (left) return copy?.close()
      opened = new roomCode.OpenRoom({
        ...options,
        copy,
        server: location.origin.replace(/^http/, 'ws'),
      })
      setRoom(opened)
    }
    open().catch(setFailure)
    return () => {
      left = true
      opened?.leave()
      setRoom(null)
    }
  }, [options])
  if (failure !== null) throw failure
  return room
}

function ownerOf({ me, projectId, epoch, schemaVersion }: RoomToOpen) {
  return { personId: me.id, projectId, epoch, schemaVersion }
}

const LOADING: RoomStatus = { kind: 'loading' }
const NOBODY: readonly PresentPerson[] = []
const noRoom = () => () => undefined

export function useRoomStatus(room: OpenRoom | null): RoomStatus {
  return useSyncExternalStore(
    room?.subscribe ?? noRoom,
    room?.status ?? (() => LOADING),
    () => LOADING,
  )
}

export function usePeople(room: OpenRoom | null): readonly PresentPerson[] {
  return useSyncExternalStore(
    room?.presence.subscribe ?? noRoom,
    room?.presence.people ?? (() => NOBODY),
    () => NOBODY,
  )
}

/** True once the document was received; it stays so while the connection comes and goes. */
export function useLoaded(room: OpenRoom | null): boolean {
  return useSyncExternalStore(
    room?.subscribe ?? noRoom,
    () => room?.loaded ?? false,
    () => false,
  )
}
