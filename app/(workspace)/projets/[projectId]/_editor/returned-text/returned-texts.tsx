'use client'

import { useSyncExternalStore } from 'react'
import { onDemand } from '../bar/on-demand.tsx'
import type { OfferProps } from './returned-text-offer.tsx'

type ReturnedTextsProps = Omit<OfferProps, 'text'>

/** The words come from the server: where they can be asked for, so can the code that offers them. */
const Offer = onDemand<OfferProps>(
  async () => (await import('./returned-text-offer.tsx')).ReturnedTextOffer,
)

/** What was typed in a passage of this part while someone deleted it, to be put back or not. */
export function ReturnedTexts({ store, room, sectionId }: ReturnedTextsProps) {
  const texts = useSyncExternalStore(store.subscribe, () => store.texts(sectionId))
  return texts.map((text) => <Offer key={text.id} {...{ text, store, room, sectionId }} />)
}
