import { codeError, emailError, newPasswordError } from '../../_forms/checks.ts'

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
  const { firstName, lastName, email, schoolName, city } = fields
  const about = [firstName, lastName, email, schoolName, city]
  note('password', newPasswordError(fields.password, about))
  if (fields.passwordAgain !== fields.password) {
    note('passwordAgain', 'Les deux saisies diffèrent.')
  }
  note('code', codeError(fields.code))
  return errors
}

function isFieldName(name: string): name is FieldName {
  return name in EMPTY_FIELD
}
