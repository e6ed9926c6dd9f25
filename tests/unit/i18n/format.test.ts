import { describe, expect, test } from 'vitest'
import {
  andOthers,
  compareText,
  count,
  date,
  dateRange,
  duration,
  list,
  number,
  percent,
  plainDateOf,
  plural,
  relative,
  searchable,
  shortDate,
  time,
  timeOf,
} from '#lib/i18n/format.ts'
import { waiting } from '#lib/i18n/waiting.ts'
import { dayOfYear, longDate } from '#lib/i18n/weekdays.ts'

describe('dates', () => {
  test('a long date has its weekday and keeps the day with its month', () => {
    expect(longDate('2026-11-05')).toBe('jeudi 5\u00A0novembre 2026')
    expect(dayOfYear('2026-10-13')).toBe('mardi 13\u00A0octobre')
  })

  test('the first of a month is written 1er', () => {
    expect(date('2026-09-01')).toBe('1er\u00A0septembre 2026')
    expect(date('2026-09-11')).toBe('11\u00A0septembre 2026')
  })

  test('a short date and a range are written in full digits and in words', () => {
    expect(shortDate('2026-11-05')).toBe('05/11/2026')
    expect(dateRange('2026-09-07', '2027-01-22')).toBe(
      'du 7\u00A0septembre 2026 au 22\u00A0janvier 2027',
    )
  })

  test('the plain date of an instant is the one of metropolitan France', () => {
    expect(plainDateOf('2026-11-04T23:30:00Z')).toBe('2026-11-05')
    expect(plainDateOf('2026-07-04T22:30:00Z')).toBe('2026-07-05')
  })
})

describe('hours', () => {
  test('an hour is written with h between unbreakable spaces', () => {
    expect(time('17:30')).toBe('17\u00A0h\u00A030')
    expect(time('18:00')).toBe('18\u00A0h')
    expect(time('08:05')).toBe('8\u00A0h\u00A005')
    expect(timeOf('2026-11-05T13:32:00Z')).toBe('14\u00A0h\u00A032')
    expect(timeOf('2026-11-05T23:05:00Z')).toBe('0\u00A0h\u00A005')
  })

  test('a duration is written in minutes under an hour', () => {
    expect(duration(45)).toBe('45\u00A0min')
    expect(duration(90)).toBe('1\u00A0h\u00A030')
    expect(duration(120)).toBe('2\u00A0h')
  })

  test('a wait is rounded up, in seconds then in minutes', () => {
    expect(waiting(0)).toBe('1\u00A0seconde')
    expect(waiting(45.2)).toBe('46\u00A0secondes')
    expect(waiting(61)).toBe('2\u00A0minutes')
    expect(waiting(300)).toBe('5\u00A0minutes')
  })
})

describe('relative dates', () => {
  const now = '2026-11-05T13:32:00Z'
  test.each([
    ['2026-11-05T13:31:30Z', 'à l’instant'],
    ['2026-11-05T13:40:00Z', 'à l’instant'],
    ['2026-11-05T13:29:00Z', 'il y a 3\u00A0minutes'],
    ['2026-11-05T12:30:00Z', 'il y a 1\u00A0heure'],
    ['2026-11-04T13:32:00Z', 'hier à 14\u00A0h\u00A032'],
    ['2026-09-28T10:00:00Z', 'le 28\u00A0septembre'],
    ['2025-06-30T10:00:00Z', 'le 30\u00A0juin 2025'],
  ])('%s is read as %s', (instant, words) => {
    expect(relative(instant, now)).toBe(words)
  })

  test('yesterday is the day before in France, not 24 hours ago', () => {
    expect(relative('2026-11-04T22:30:00Z', '2026-11-05T06:00:00Z')).toBe(
      'hier à 23\u00A0h\u00A030',
    )
  })
})

describe('numbers', () => {
  test('decimals take a comma, thousands a thin space, percentages an unbreakable one', () => {
    expect(number(9.4)).toBe('9,4')
    expect(number(1250)).toBe('1\u202F250')
    expect(percent(66.4)).toBe('66\u00A0%')
    expect(percent(65.5, 1)).toBe('65,5\u00A0%')
  })

  test('the plural starts at 2', () => {
    expect([0, 1, 1.5, 2].map((value) => plural(value, 'heure'))).toEqual([
      'heure',
      'heure',
      'heure',
      'heures',
    ])
    expect(count(0, 'commentaire')).toBe('0\u00A0commentaire')
    expect(count(3, 'journal', 'journaux')).toBe('3\u00A0journaux')
  })

  test('people who are left are counted in words', () => {
    expect(andOthers(0)).toBe('')
    expect(andOthers(1)).toBe('et 1\u00A0autre')
    expect(andOthers(5)).toBe('et 5\u00A0autres')
    expect(list(['Pilotage', 'Organisation', 'Démarche'])).toBe(
      'Pilotage, Organisation et Démarche',
    )
  })
})

describe('text', () => {
  test('sorting puts accented letters with their letter', () => {
    expect(['étape', 'zone', 'école'].sort(compareText)).toEqual(['école', 'étape', 'zone'])
  })

  test('searching ignores accents, capitals, spaces and apostrophes', () => {
    expect(searchable('Projet d’Accompagnement\u00A0: Été')).toBe("projet d'accompagnement : ete")
  })
})
