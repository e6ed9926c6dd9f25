import { passwordLength, passwordProblem } from '#lib/auth/password-rule.ts'
import { plural } from '#lib/i18n/format.ts'

/** What is wrong with a field, in a sentence that says how to mend it; undefined when it is right. */
export type FieldCheck = (value: string) => string | undefined

export const emailError: FieldCheck = (email) => {
  const typed = email.trim()
  if (typed === '') return 'Saisissez une adresse électronique.'
  if (!/^\S+@\S+\.\S+$/.test(typed)) {
    return 'Cette adresse est incomplète\u00A0: elle s’écrit nom@exemple.fr.'
  }
  return undefined
}

export const passwordError: FieldCheck = (password) =>
  password === '' ? 'Saisissez le mot de passe.' : undefined

/** For a password that is being chosen; `about` is what everybody knows of the person. */
export function newPasswordError(password: string, about: readonly string[]): string | undefined {
  if (password === '') return 'Choisissez un mot de passe.'
  switch (passwordProblem(password, about)) {
    case null:
      return undefined
    case 'too-short':
      return `Il faut ${passwordLength}\u00A0caractères au moins\u00A0: il en a ${[...password].length}.`
    case 'too-long':
      return 'Ce mot de passe est trop long.'
    case 'too-common':
      return 'Ce mot de passe est fait de morceaux trop connus, ou de votre nom. Choisissez-en un autre.'
  }
}

/** Signs of a one-time code. */
export const CODE_LENGTH = 8

/** `code` has spaces where boxes are empty. */
export function codeSigns(code: string): number {
  return code.replaceAll(' ', '').length
}

export const codeError: FieldCheck = (code) => {
  const left = CODE_LENGTH - codeSigns(code)
  if (left <= 0) return undefined
  return `Il manque ${left}\u00A0${plural(left, 'caractère')} au code.`
}
