import { FindBar } from './find/find-bar.tsx'
import { PartText } from './part-text.tsx'

/** All that shows the texts once the document is there, in one entry, as `room-code.ts` says. */
export const textCode = { FindBar, PartText }
