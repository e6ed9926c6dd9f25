// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { DeviceSettings } from '#app/(workspace)/projets/[projectId]/_editor/settings/device-settings.ts'
import {
  DEFAULT_SETTINGS,
  nextTextSize,
  readSettings,
} from '#app/(workspace)/projets/[projectId]/_editor/settings/editor-settings.ts'

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

const ann = { personId: 'ann', sharedComputer: false }

test('a choice is found again by its person alone', () => {
  const settings = new DeviceSettings(ann)
  let heard = 0
  settings.subscribe(() => {
    heard += 1
  })
  settings.change({ textSize: 130, mode: 'read' })
  expect(heard).toBe(1)
  const found = new DeviceSettings(ann).settings()
  expect(found).toEqual({ ...DEFAULT_SETTINGS, textSize: 130, mode: 'read' })
  expect(new DeviceSettings({ ...ann, personId: 'bob' }).settings()).toEqual(DEFAULT_SETTINGS)
})

test('choices made in two windows do not undo each other', () => {
  const [here, there] = [new DeviceSettings(ann), new DeviceSettings(ann)]
  here.settings()
  there.change({ announced: 'never' })
  here.change({ showsCarets: false })
  const found = new DeviceSettings(ann).settings()
  expect(found).toMatchObject({ announced: 'never', showsCarets: false })
})

test('a shared computer keeps nothing beyond the window', () => {
  const shared = { ...ann, sharedComputer: true }
  new DeviceSettings(shared).change({ textSize: 160 })
  expect(localStorage.length).toBe(0)
  expect(new DeviceSettings(shared).settings().textSize).toBe(160)
  sessionStorage.clear()
  expect(new DeviceSettings(shared).settings()).toEqual(DEFAULT_SETTINGS)
})

test('where nothing may be kept a choice lasts as long as the page', () => {
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError')
  }
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse)
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse)
  const settings = new DeviceSettings(ann)
  settings.change({ textSize: 110 })
  expect(settings.settings().textSize).toBe(110)
  vi.restoreAllMocks()
})

test.each([
  null,
  '',
  'pas du JSON',
  '[]',
  '3',
  'null',
  '{"textSize":105,"mode":1,"announced":"x"}',
])('what was never a choice is as by default: %s', (stored) => {
  expect(readSettings(stored)).toEqual(DEFAULT_SETTINGS)
})

test('the size of the text stops at both ends', () => {
  expect([nextTextSize(100, 1), nextTextSize(160, 1), nextTextSize(90, -1)]).toEqual([
    110,
    null,
    null,
  ])
})
