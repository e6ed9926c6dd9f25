/** Fewest characters of a password that a person chooses. */
export const passwordLength = 14

/** Longest password that is read: hashing costs time. */
export const passwordMaxLength = 200

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common'

/**
 * What the most used passwords are made of. A list of whole passwords would be short at this length:
 * people reach it by joining these pieces.
 */
const knownPieces = [
  'accompagnement|administrateur|administration|anniversaire|bienvenue|bonjour|bretagne|camille',
  'changeme|changezmoi|chocolat|chouchou|college|connexion|coucou|direction|doudou|dragon',
  'education|enseignant|etablissement|football|france|iloveyou|informatique|jetaime|jetadore',
  'letmein|loulou|lycee|marseille|master|monkey|motdepasse|nicolas|nouveau|paris|passe|passw0rd',
  'password|pedagogique|princesse|princess|professeur|proviseur|rentree|secret|securite|shadow',
  'soleil|starwars|sunshine|superman|thomas|trame|trustno|vacances|welcome',
  'azertyuiop|azerty|qsdfghjklm|qsdfgh|wxcvbn|qwertyuiop|qwerty|qwertz|asdfghjkl|asdfgh|zxcvbn',
  '0123456789|1234567890|123456789|12345678|1234567|123456|12345|1234|123|987654321|87654321|654321',
  'abcdefghijklmnopqrstuvwxyz|abcdefgh|abcdef|abcd|abc|aze|qwe',
]
  .flatMap((line) => line.split('|'))
  .toSorted((a, b) => b.length - a.length)

/** What must be left once the known pieces are gone. */
const ownCharacters = 6

/**
 * What is wrong with a new password, or null: long enough, and not put together from the pieces of
 * the best-known ones, nor from what everybody knows of the person (`about`: name, address, school).
 */
export function passwordProblem(
  password: string,
  about: readonly string[] = [],
): PasswordProblem | null {
  if (password.length > passwordMaxLength) return 'too-long'
  if ([...password].length < passwordLength) return 'too-short'
  const personal = about.flatMap(words).filter((word) => word.length > 2)
  const left = [...personal, ...knownPieces].reduce(
    (text, piece) => text.replaceAll(piece, ' '),
    plain(password),
  )
  const own = left.replaceAll(/(.)\1+/gu, '$1').replaceAll(/\s|\b(?:19|20)\d\d\b/gu, '')
  return new Set(own).size < ownCharacters ? 'too-common' : null
}

function words(text: string): string[] {
  return plain(text).split(/[^\p{L}\d]+/u)
}

/** Lower case, without accents, with the usual substitutions undone. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
}
