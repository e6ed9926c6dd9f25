import { andOthers, count, list } from '#lib/i18n/format.ts'

export type NewsPerson = { id: string; firstName: string; lastName: string }

export type NewsOptions = {
  selfId: string
  /** Titles of the parts, by their ids. */
  titles: ReadonlyMap<string, string>
  /** `summary`: all who write, as soon as one of them is news; `each`: what is news, part by part. */
  detail: 'summary' | 'each'
}

type People = ReadonlyMap<string, NewsPerson>
type Writing = { sectionId: string; at: number }

/** Somebody who has not written for so long writes no more, and begins again. */
export const QUIET_MS = 120_000

/** Names in a sentence before the rest become a number. */
const MAX_NAMES = 3

/**
 * What the others have done since it was last told, in sentences. Who is there is compared with
 * what was told, never counted event by event: a connection that comes and goes is no news.
 */
export class PresenceNews {
  readonly #options: NewsOptions
  readonly #told = new Map<string, Writing>()
  readonly #writing = new Map<string, Writing>()
  #known: People | null = null

  constructor(options: NewsOptions) {
    this.#options = options
  }

  /** @returns whether that is something to tell. */
  wrote(personId: string, { sectionId, at }: Writing): boolean {
    const { selfId, titles } = this.#options
    if (personId === selfId || !titles.has(sectionId)) return false
    const isNews = this.#isNews(personId, { sectionId, at })
    const told = this.#told.get(personId)
    if (told && !isNews) told.at = at
    this.#writing.set(personId, { sectionId, at })
    return isNews
  }

  /** Empty when nothing has changed. The first time it only learns who is there. */
  tell(people: readonly NewsPerson[], now: number): string {
    const others = people.filter(({ id }) => id !== this.#options.selfId)
    const present = new Map(others.map((person) => [person.id, person] as const))
    const sentences = [...this.#comingsAndGoings(present), ...this.#writers(present, now)]
    this.#known = present
    return sentences.join(' ')
  }

  #isNews(personId: string, { sectionId, at }: Writing): boolean {
    const told = this.#told.get(personId)
    return told?.sectionId !== sectionId || at - told.at > QUIET_MS
  }

  #comingsAndGoings(present: People): string[] {
    const known = this.#known ?? present
    const came = [...present.values()].filter(({ id }) => !known.has(id))
    const left = [...known.values()].filter(({ id }) => !present.has(id))
    for (const { id } of left) this.#told.delete(id)
    return [
      ...sentence(came, 'a ouvert le projet', 'ont ouvert le projet'),
      ...sentence(left, 'a fermé le projet', 'ont fermé le projet'),
    ]
  }

  #writers(present: People, now: number): string[] {
    const writing = [...this.#writing].filter(
      ([id, { at }]) => present.has(id) && now - at <= QUIET_MS,
    )
    const news = writing.filter(([id, what]) => this.#isNews(id, what))
    this.#writing.clear()
    for (const [id, what] of writing) this.#told.set(id, what)
    if (news.length === 0) return []
    const isSummary = this.#options.detail === 'summary' && writing.length > 1
    const places = this.#places(isSummary ? writing : news, present)
    if (!isSummary) return places.map(({ writers, place }) => writingSentence(writers, place))
    const who = places.map(({ writers, place }) => `${namesOf(writers)} ${place}`)
    return [`${count(writing.length, 'personne')} rédigent\u00A0: ${who.join(', ')}.`]
  }

  /** Who writes, part by part. */
  #places(writing: readonly [string, Writing][], people: People) {
    const bySection = new Map<string, NewsPerson[]>()
    for (const [id, { sectionId }] of writing) {
      const person = people.get(id)
      if (person) bySection.set(sectionId, [...(bySection.get(sectionId) ?? []), person])
    }
    return [...bySection].map(([sectionId, writers]) => {
      return { writers, place: `dans “${this.#options.titles.get(sectionId)}”` }
    })
  }
}

function sentence(people: readonly NewsPerson[], one: string, more: string): string[] {
  return people.length === 0 ? [] : [`${namesOf(people)} ${people.length > 1 ? more : one}.`]
}

function writingSentence(writers: readonly NewsPerson[], place: string): string {
  return `${namesOf(writers)} ${writers.length > 1 ? 'rédigent' : 'rédige'} ${place}.`
}

/** « Tarek B., Inès R. et 2 autres ». */
function namesOf(people: readonly NewsPerson[]): string {
  const names = people.map(({ firstName, lastName }) => `${firstName} ${lastName.slice(0, 1)}.`)
  if (names.length <= MAX_NAMES) return list(names)
  const shown = names.slice(0, MAX_NAMES - 1)
  return `${shown.join(', ')} ${andOthers(names.length - shown.length)}`
}
