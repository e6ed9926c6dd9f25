'use client'

import type { OpenRoom } from '../open-room.ts'
import type { FindState } from './use-find.ts'

type FindProps = {
  /** Null until the document was received. */
  room: OpenRoom | null
  find: FindState
  canWrite: boolean
}

/** The field that looks for words in the project, while it is asked for. */
export function Find({ room, find, canWrite }: FindProps) {
  const { bar: FindBar, request, close } = find
  if (room === null || FindBar === null || request === null) return null
  return <FindBar room={room} request={request} canWrite={canWrite} onClose={close} />
}
