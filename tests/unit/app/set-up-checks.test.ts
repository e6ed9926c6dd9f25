import { describe, expect, test } from 'vitest'
import { type SetUpFields, setUpErrors } from '#app/(public)/installation/_set-up/set-up-checks.ts'
import { leftByStep, stepsLeft } from '#app/(public)/installation/_set-up/steps-left.ts'

const complete: SetUpFields = {
  schoolName: 'Lycée Jeanne-Barret',
  city: 'Montarlin-sur-Arroux',
  schoolType: 'lgt',
  academy: 'Dijon',
  firstName: 'Solène',
  lastName: 'Vaucourtois',
  jobTitle: 'Proviseure',
  email: 'direction@lycee.test',
  password: 'tilleul-brume-carnet',
  passwordAgain: 'tilleul-brume-carnet',
  code: 'K7QF2MRT',
}

describe('the set-up form', () => {
  test('has nothing to say about what is complete', () => {
    expect(setUpErrors(complete)).toEqual({})
    expect(stepsLeft(setUpErrors(complete))).toEqual([])
  })

  test.each([
    ['schoolName', '  ', 'Saisissez le nom de l’établissement.'],
    ['academy', '', 'Choisissez l’académie.'],
    [
      'email',
      'direction@lycee',
      'Cette adresse est incomplète\u00A0: elle s’écrit nom@exemple.fr.',
    ],
    ['password', '', 'Choisissez un mot de passe.'],
    ['password', 'court', 'Il faut 14\u00A0caractères au moins\u00A0: il en a 5.'],
    ['passwordAgain', 'tilleul', 'Les deux saisies diffèrent.'],
    ['code', 'K7QF2M  ', 'Il manque 2\u00A0caractères au code.'],
    ['code', '', 'Il manque 8\u00A0caractères au code.'],
  ] as const)('says what is wrong with %s « %s »', (field, value, message) => {
    expect(setUpErrors({ ...complete, [field]: value })[field]).toBe(message)
  })

  test('refuses a password made of the person’s own name', () => {
    const password = 'solenevaucourtois'
    const errors = setUpErrors({ ...complete, password, passwordAgain: password })
    expect(errors.password).toContain('trop connus')
  })

  test('counts what is left in each of the three steps', () => {
    const errors = setUpErrors({ ...complete, city: '', academy: '', code: '' })
    expect(leftByStep(errors)).toEqual([2, 0, 1])
    expect(stepsLeft(errors)).toEqual(['l’établissement', 'le code'])
  })
})
