import { expect, test } from 'vitest'
import {
  drawnRows,
  type WeaveRow,
  type WeaveShape,
  warpLines,
  weaveHeight,
} from '#app/_ui/weave-geometry.ts'

const shape: WeaveShape = { width: 100, rowHeight: 10, thickness: 4, gap: 4, warps: 10 }

function row(...percents: number[]): WeaveRow {
  return {
    id: 'group',
    title: 'Pilotage',
    hue: 'pilotage',
    percent: 50,
    segments: percents.map((percent, index) => ({ id: `part-${index}`, percent })),
  }
}

test('warp lines are spread evenly inside the cloth', () => {
  expect(warpLines(shape).slice(0, 3)).toEqual([5, 15, 25])
  expect(weaveHeight(shape, 6)).toBe(66)
})

test('segments share the width, with room for their round ends and the gap', () => {
  const [drawn] = drawnRows(shape, [row(100, 0)])
  expect(drawn?.segments).toEqual([
    { from: 2, to: 46, woven: 46 },
    { from: 54, to: 98, woven: 54 },
  ])
})

test('a segment is woven as far as its percentage, kept between 0 and 100', () => {
  const woven = (percent: number) => drawnRows(shape, [row(percent)])[0]?.segments[0]?.woven
  expect(woven(50)).toBe(50)
  expect(woven(-5)).toBe(2)
  expect(woven(140)).toBe(98)
})

test('the warp passes over woven thread alone, and alternates from row to row', () => {
  const [even, odd] = drawnRows(shape, [row(50), row(50)])
  expect(even?.crossings).toEqual([5, 25, 45])
  expect(odd?.crossings).toEqual([15, 35])
})

test('a group without parts draws an empty thread', () => {
  expect(drawnRows(shape, [row()])[0]).toEqual({ y: 8, segments: [], crossings: [] })
})
