'use client'

import { useSyncExternalStore } from 'react'
import { onDemand } from '../bar/on-demand.tsx'
import type { OpenRoom } from '../open-room.ts'
import type { PagePart } from '../page-model.ts'
import type { AbsenceNoticeProps } from './absence-notice.tsx'

/** It is shown on return: the server is there to give its code. */
const Notice = onDemand<AbsenceNoticeProps>(
  async () => (await import('./absence-notice.tsx')).AbsenceNotice,
)

type PartAbsenceProps = { part: PagePart; room: OpenRoom }

/** What became of this part while one wrote in it without a connection. */
export function PartAbsence({ part: { id, title }, room: { absences } }: PartAbsenceProps) {
  const absence = useSyncExternalStore(absences.subscribe, () => absences.of(id))
  return absence ? <Notice {...{ absence, title }} onDismiss={() => absences.dismiss(id)} /> : null
}
