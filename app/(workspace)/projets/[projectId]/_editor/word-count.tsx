'use client'

import { useSyncExternalStore } from 'react'
import { countBlockWords } from '#lib/domain/words.ts'
import { count } from '#lib/i18n/format.ts'
import type { OpenRoom } from './open-room.ts'
import type { PagePart } from './page-model.ts'

type WordCountProps = {
  parts: readonly Pick<PagePart, 'id' | 'blocks'>[]
  /** Null until the document was received: the stored texts are counted until then. */
  room: OpenRoom | null
}

const never = () => () => undefined

/** How many words these parts have, kept up to date as anybody writes. */
export function WordCount({ parts, room }: WordCountProps) {
  const stored = () => sum(parts, ({ blocks }) => countBlockWords(blocks))
  const words = useSyncExternalStore(
    room?.texts.subscribe ?? never,
    room === null ? stored : () => sum(parts, ({ id }) => room.texts.words(id)),
    stored,
  )
  return <span>{count(words, 'mot')}</span>
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0)
}
