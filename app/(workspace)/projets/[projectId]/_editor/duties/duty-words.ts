import { count, date, list, plainDateOf } from '#lib/i18n/format.ts'

type Name = { firstName: string; lastName: string }

const NBSP = '\u00A0'

/** « M. Jourdanneau » for Maëlle Jourdanneau. */
export function shortName({ firstName, lastName }: Name): string {
  const [initial] = firstName.trim()
  return initial === undefined ? lastName : `${initial.toUpperCase()}.${NBSP}${lastName}`
}

/** « Déclarée complète par M. Jourdanneau le 12 octobre 2026, texte modifié depuis ». */
export function declarationText(
  declaration: Name & { at: Date },
  { isModified }: { isModified: boolean },
): string {
  const day = date(plainDateOf(declaration.at))
  const said = `Déclarée complète par ${shortName(declaration)} le ${day}`
  return isModified ? `${said}, texte modifié depuis` : said
}

/** « 5 questions », « 3 questions sur 5 traitées »; null when the help has no question. */
export function treatedText(treated: number, total: number): string | null {
  if (total === 0) return null
  if (treated === 0) return count(total, 'question')
  return `${count(treated, 'question')} sur ${total} ${treated > 1 ? 'traitées' : 'traitée'}`
}

/** What follows « Cette partie » or « Elle »: « est confiée à M. Jourdanneau ». Null: to nobody. */
export function confidedText(
  assignees: readonly (Name & { id: string })[],
  meId: string,
): string | null {
  const others = assignees.filter(({ id }) => id !== meId).map(shortName)
  if (others.length === assignees.length) {
    return others.length === 0 ? null : `est confiée à ${list(others)}`
  }
  return others.length === 0 ? 'vous est confiée' : `vous est confiée, avec ${list(others)}`
}

type Expectations = { minWords: number; records: readonly string[] }

/** « Au moins 80 mots, et ces fiches : Acteurs et rôles, Calendrier des instances. » */
export function expectedText({ minWords, records }: Expectations): string | null {
  const names = records.join(', ')
  const sheets =
    records.length > 1 ? `ces fiches\u00A0: ${names}` : `la fiche «${NBSP}${names}${NBSP}»`
  if (minWords === 0) return records.length === 0 ? null : `Attendu\u00A0: ${sheets}.`
  const words = `Attendu\u00A0: au moins ${count(minWords, 'mot')}`
  return records.length === 0 ? `${words}.` : `${words}, et ${sheets}.`
}
