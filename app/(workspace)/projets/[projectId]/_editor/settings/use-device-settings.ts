'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { EditorPage } from '../page-model.ts'
import { DeviceSettings } from './device-settings.ts'
import { DEFAULT_SETTINGS, type EditorSettings } from './editor-settings.ts'

/** The choices of the person whose page it is, one object for as long as the page is theirs. */
export function useDeviceSettings({ me, sharedComputer }: EditorPage): DeviceSettings {
  const personId = me.id
  return useMemo(() => new DeviceSettings({ personId, sharedComputer }), [personId, sharedComputer])
}

export function useSettings(device: DeviceSettings): EditorSettings {
  return useSyncExternalStore(device.subscribe, device.settings, () => DEFAULT_SETTINGS)
}
