import { asideCopies, copyOfAside, removeAside } from './offline/aside-copies.ts'
import { forgetEveryPage, keepPage } from './offline/kept-pages.ts'
import { openDeviceCopy } from './offline/open-device-copy.ts'
import { OpenRoom } from './open-room.ts'
import { recordsDiffer } from './records/record-watch.ts'

/**
 * All that stands between the page and its document, in one entry: the bundler gives each entry a copy
 * of its own of what it shares with the others. It is apart from `text-code.ts`, so that the
 * document is on its way while the editors' code still loads.
 */
export const roomCode = {
  ...{ OpenRoom, openDeviceCopy, recordsDiffer },
  ...{ asideCopies, copyOfAside, removeAside, forgetEveryPage, keepPage },
}
