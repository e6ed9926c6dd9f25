import { expect, test } from 'vitest'
import { isIsoDate } from '#lib/domain/iso-date.ts'
import { parseSchoolYear, schoolYears } from '#lib/domain/school-year.ts'

test('a school year goes from 1 September to 3 July', () => {
  expect(parseSchoolYear('2026-2027')).toEqual({
    id: '2026-2027',
    yearStart: '2026-09-01',
    yearEnd: '2027-07-03',
  })
})

test.each(['2026', '2026-2028', '2026-2026', '2027-2026', ' 2026-2027', '2026-2027x', ''])(
  '« %s » is no school year',
  (id) => {
    expect(parseSchoolYear(id)).toBeNull()
  },
)

test.each([
  ['2026-11-24', ['2026-2027', '2027-2028']],
  ['2027-01-10', ['2026-2027', '2027-2028']],
  ['2027-05-01', ['2027-2028', '2026-2027']],
  ['2027-07-20', ['2027-2028', '2028-2029']],
  ['2027-09-01', ['2027-2028', '2028-2029']],
])('on %s the years offered are %j', (today, ids) => {
  expect(schoolYears(today).map(({ id }) => id)).toEqual(ids)
})

test('a date is a day of the calendar', () => {
  expect(isIsoDate('2028-02-29')).toBe(true)
  for (const value of ['2027-02-29', '2027-2-1', '2027-13-01', '01/02/2027', '', null, 20270101]) {
    expect(isIsoDate(value)).toBe(false)
  }
})
