import 'server-only'
import { type PasswordProblem, passwordLength, passwordProblem } from '#lib/auth/password-rule.ts'
import { InvalidInputError } from '#lib/platform/errors.ts'

const messages: Record<PasswordProblem, string> = {
  'too-short': `Choisissez un mot de passe d’au moins ${passwordLength}\u00A0caractères.`,
  'too-long': 'Ce mot de passe est trop long.',
  'too-common':
    'Ce mot de passe est facile à deviner\u00A0: évitez les mots de passe courants, votre nom et celui de l’établissement.',
}

/**
 * @param about what everybody knows of the person.
 * @throws {InvalidInputError} for the field `password`, when the rule refuses it.
 */
export function checkNewPassword(password: string, about: readonly string[]): void {
  const problem = passwordProblem(password, about)
  if (problem !== null) throw new InvalidInputError(messages[problem], 'password')
}
