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
