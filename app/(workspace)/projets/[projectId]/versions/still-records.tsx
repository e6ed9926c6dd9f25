'use client'

import { useMemo } from 'react'
import type { CardGroup } from '../_editor/records/card.ts'
import { stillFeed } from '../_editor/records/card-feed.ts'
import { PartRecords } from '../_editor/records/part-records.tsx'

type StillRecordsProps = { sectionId: string; groups: readonly CardGroup[] }

/** The records of a part as they were. */
export function StillRecords({ sectionId, groups }: StillRecordsProps) {
  const feed = useMemo(() => stillFeed({ groups: { [sectionId]: groups } }), [sectionId, groups])
  return <PartRecords feed={feed} sectionId={sectionId} />
}
