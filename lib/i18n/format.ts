/**
 * Dates, hours, numbers and plurals in French; what the editor's page does not need stands beside. A plain date is
 * `YYYY-MM-DD` and has no time zone; an instant is an ISO string with one, shown at the hour
 * of metropolitan France. Spaces that must not break are U+00A0.
 */

const NBSP = '\u00A0'
const TIME_ZONE = 'Europe/Paris'
const LOCALE = 'fr-FR'

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const

type Day = { year: number; month: number; day: number }

/** « 5 novembre 2026 », « 1er septembre 2026 ». */
export function date(plainDate: string): string {
  const day = readDay(plainDate)
  return `${dayAndMonth(day)} ${day.year}`
}

/** « 05/11/2026 », for columns of a table. */
export function shortDate(plainDate: string): string {
  const { year, month, day } = readDay(plainDate)
  return `${pad(day)}/${pad(month)}/${year}`
}

/** « du 7 septembre 2026 au 22 janvier 2027 ». */
export function dateRange(from: string, to: string): string {
  return `du ${date(from)} au ${date(to)}`
}

/** « 17 h 30 », « 18 h »; takes `HH:MM`. */
export function time(clock: string): string {
  const [hours = '0', minutes = '0'] = clock.split(':')
  const whole = `${Number(hours)}${NBSP}h`
  return Number(minutes) === 0 ? whole : `${whole}${NBSP}${pad(Number(minutes))}`
}

/** « 45 min », « 1 h 30 », « 2 h ». */
export function duration(totalMinutes: number): string {
  const hours = Math.floor(totalMinutes / 60)
  const minutes = Math.round(totalMinutes % 60)
  if (hours === 0) return `${minutes}${NBSP}min`
  return time(`${hours}:${minutes}`)
}

/** The hour of an instant: « 14 h 32 ». */
export function timeOf(instant: string | Date): string {
  return time(inParis(instant).clock)
}

/** « 14 h 32 min 07 s ». */
export function preciseTimeOf(instant: string | Date): string {
  const [hours = '0', minutes = '00'] = inParis(instant).clock.split(':')
  const parts = [
    hours,
    'h',
    minutes.padStart(2, '0'),
    'min',
    pad(toDate(instant).getSeconds()),
    's',
  ]
  return parts.join(NBSP)
}

/** « à l’instant », « il y a 3 minutes », « hier à 14 h 32 », « le 28 septembre ». */
export function relative(instant: string | Date, now: string | Date): string {
  const seconds = Math.max(0, (toDate(now).getTime() - toDate(instant).getTime()) / 1000)
  if (seconds < 60) return 'à l’instant'
  if (seconds < 3600) return `il y a ${count(Math.floor(seconds / 60), 'minute')}`
  const then = inParis(instant)
  const today = inParis(now)
  const days = dayNumber(today.day) - dayNumber(then.day)
  if (days === 0) return `il y a ${count(Math.floor(seconds / 3600), 'heure')}`
  if (days === 1) return `hier à ${time(then.clock)}`
  if (then.day.year === today.day.year) return `le ${dayAndMonth(then.day)}`
  return `le ${dayAndMonth(then.day)} ${then.day.year}`
}

/** The plain date of an instant. */
export function plainDateOf(instant: string | Date): string {
  const { year, month, day } = inParis(instant).day
  return `${year}-${pad(month)}-${pad(day)}`
}

/** « 1 250 », « 9,4 »: a comma, and a thin space between thousands. */
export function number(value: number, maximumFractionDigits = 2): string {
  let format = numberFormats.get(maximumFractionDigits)
  if (format === undefined) {
    format = new Intl.NumberFormat(LOCALE, { maximumFractionDigits })
    numberFormats.set(maximumFractionDigits, format)
  }
  return format.format(value)
}

/** By their decimals: making one takes a hundred times as long as using it. */
const numberFormats = new Map<number, Intl.NumberFormat>()

/** « 66 % »; takes 0 to 100. */
export function percent(value: number, maximumFractionDigits = 0): string {
  return `${number(value, maximumFractionDigits)}${NBSP}%`
}

/** French takes the singular up to 2, not included: 0, 1 and 1,5. */
export function plural(value: number, one: string, other = `${one}s`): string {
  return Math.abs(value) < 2 ? one : other
}

/** « 0 commentaire », « 2 parties ». */
export function count(value: number, one: string, other = `${one}s`): string {
  return `${number(value)}${NBSP}${plural(value, one, other)}`
}

/** « et 5 autres », or nothing when nobody is left. */
export function andOthers(left: number): string {
  if (left <= 0) return ''
  return `et ${left}${NBSP}${plural(left, 'autre')}`
}

/** « Pilotage, Organisation et Démarche ». */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(items)
}

const collator = new Intl.Collator(LOCALE, { numeric: true })

export function compareText(left: string, right: string): number {
  return collator.compare(left, right)
}

/** What a search compares: without accents, capitals, and kinds of space or apostrophe. */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .replace(/[’ʼ]/g, "'")
    .toLowerCase()
    .trim()
}

function readDay(plainDate: string): Day {
  const [year = 0, month = 1, day = 1] = plainDate.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}

function dayAndMonth({ month, day }: Day): string {
  return `${day === 1 ? '1er' : day}${NBSP}${MONTHS[month - 1] ?? ''}`
}

function dayNumber({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / 86_400_000
}

function toDate(instant: string | Date): Date {
  return typeof instant === 'string' ? new Date(instant) : instant
}

const parisClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function inParis(instant: string | Date): { day: Day; clock: string } {
  const parts = new Map(
    parisClock.formatToParts(toDate(instant)).map((part) => [part.type, part.value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type) ?? 0)
  return {
    day: { year: part('year'), month: part('month'), day: part('day') },
    clock: `${part('hour')}:${part('minute')}`,
  }
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
