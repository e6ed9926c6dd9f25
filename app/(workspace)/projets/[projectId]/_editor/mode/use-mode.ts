'use client'

import { useCallback, useEffect, useState } from 'react'
import type { OpenRoom } from '../open-room.ts'
import type { DeviceSettings } from '../settings/device-settings.ts'
import type { Mode } from '../settings/editor-settings.ts'
import { resumeWriting } from './resume-writing.ts'

/** There a page is read first, whatever was chosen on a wider screen. */
const NARROW = '(width < 720px)'

type ModeOptions = {
  device: DeviceSettings
  /** Null until the document was received. */
  room: OpenRoom | null
  /** The part on screen. */
  current: string | null
}

export type ModeChoice = {
  mode: Mode
  /** Null until there is a text to write in. */
  write: (() => void) | null
  read: () => void
}

/**
 * Reading or writing. It is settled when the page opens; after that the person alone changes it: a
 * window made smaller, or a telephone turned, does not take the text out of their hands.
 */
export function useMode({ device, room, current }: ModeOptions): ModeChoice {
  const [mode, setMode] = useState<Mode>('read')
  useEffect(() => {
    setMode(isNarrow() ? 'read' : device.settings().mode)
  }, [device])
  const choose = useCallback(
    (chosen: Mode) => {
      setMode(chosen)
      if (!isNarrow()) device.change({ mode: chosen })
    },
    [device],
  )
  const read = useCallback(() => {
    // The keyboard of a telephone goes away with the focus.
    for (const [, editor] of room?.editors.all() ?? []) editor.view.dom.blur()
    choose('read')
  }, [room, choose])
  const write = () => {
    choose('write')
    if (room !== null) resumeWriting(room.editors, current)
  }
  return { mode, write: room === null ? null : write, read }
}

function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches
}
