'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { type Block, isBlank } from '#lib/domain/block.ts'
import { textDigest } from '#lib/domain/section-duty.ts'
import type { OpenRoom } from './open-room.ts'
import type { PagePart } from './page-model.ts'

type Part = Pick<PagePart, 'id' | 'blocks'>

const never = () => () => undefined

/** True while nobody has written a letter in the part; of the stored text until the document comes. */
export function useIsEmpty(room: OpenRoom | null, part: Part): boolean {
  const stored = () => isBlank(part.blocks)
  const isEmpty = room === null ? stored : () => isBlank(room.texts.blocks(part.id))
  return useSyncExternalStore(room?.texts.subscribe ?? never, isEmpty, stored)
}

/** The digest of the part's words as they are on screen. */
export function useTextDigest(room: OpenRoom | null, part: Part): string {
  const stored = () => part.blocks
  const blocks = useSyncExternalStore<readonly Block[]>(
    room?.texts.subscribe ?? never,
    room === null ? stored : () => room.texts.blocks(part.id),
    stored,
  )
  return useMemo(() => textDigest(blocks), [blocks])
}
