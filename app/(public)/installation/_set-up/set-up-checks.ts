import { passwordLength, passwordProblem } from '#lib/auth/password-rule.ts'
import { plural } from '#lib/i18n/format.ts'
import { emailError } from '../../_forms/checks.ts'

export const CODE_LENGTH = 8

export type SetUpFields = {
  schoolName: string
  city: string
  schoolType: string
  academy: string
  firstName: string
  lastName: string
  jobTitle: string
  email: string
  password: string
  passwordAgain: string
  /** One character per box, spaces where boxes are empty. */
  code: string
}
export type FieldName = keyof SetUpFields

const EMPTY_FIELD: Partial<Record<FieldName, string>> = {
  schoolName: 'Saisissez le nom de l’établissement.',
  city: 'Saisissez la ville.',
  schoolType: 'Choisissez le type d’établissement.',
  academy: 'Choisissez l’académie.',
  firstName: 'Saisissez le prénom.',
  lastName: 'Saisissez le nom.',
  jobTitle: 'Saisissez la fonction, par exemple Proviseure.',
}

/** What is wrong or missing, by field, in the order of the page. */
export function setUpErrors(fields: SetUpFields): Partial<Record<FieldName, string>> {
  const errors: Partial<Record<FieldName, string>> = {}
  const note = (field: FieldName, message: string | undefined) => {
    if (message) errors[field] = message
  }
  for (const field of Object.keys(EMPTY_FIELD)) {
    if (isFieldName(field) && fields[field].trim() === '') note(field, EMPTY_FIELD[field])
  }
  note('email', emailError(fields.email))
  note('password', newPasswordError(fields))
  if (fields.passwordAgain !== fields.password) {
    note('passwordAgain', 'Les deux saisies diffèrent.')
  }
  const left = CODE_LENGTH - codeSigns(fields.code)
  if (left > 0) {
    note('code', `Il manque ${left}\u00A0${plural(left, 'caractère')} au code.`)
  }
  return errors
}

export function codeSigns(code: string): number {
  return code.replaceAll(' ', '').length
}

function newPasswordError(fields: SetUpFields): string | undefined {
  const { password, firstName, lastName, email, schoolName, city } = fields
  if (password === '') return 'Choisissez un mot de passe.'
  const about = [firstName, lastName, email, schoolName, city]
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

function isFieldName(name: string): name is FieldName {
  return name in EMPTY_FIELD
}
