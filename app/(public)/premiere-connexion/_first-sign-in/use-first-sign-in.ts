'use client'

import { type RefObject, useEffect, useRef, useState, useTransition } from 'react'
import { waiting } from '#lib/i18n/waiting.ts'
import { codeError, emailError, newPasswordError } from '../../_forms/checks.ts'
import { signInFirst } from '../../actions.ts'

export type FirstSignInFields = {
  email: string
  /** One character per box, spaces where boxes are empty. */
  code: string
  password: string
  passwordAgain: string
}
export type FieldName = keyof FirstSignInFields

export type SigningInFirst = {
  fields: FirstSignInFields
  sharedComputer: boolean
  /** Only of the fields that were left or sent. */
  errors: Partial<Record<FieldName, string>>
  failure: string | null
  pending: boolean
  formRef: RefObject<HTMLFormElement | null>
  change: (field: FieldName, value: string) => void
  setSharedComputer: (shared: boolean) => void
  check: (field: FieldName) => void
  submit: () => void
}

const EMPTY: FirstSignInFields = { email: '', code: '', password: '', passwordAgain: '' }
const ORDER: readonly FieldName[] = ['email', 'code', 'password', 'passwordAgain']
const NO_ANSWER = 'Trame ne répond pas. Vérifiez la connexion au réseau, puis réessayez.'

export function useFirstSignIn(): SigningInFirst {
  const [fields, setFields] = useState(EMPTY)
  const [sharedComputer, setSharedComputer] = useState(false)
  const [errors, setErrors] = useState<SigningInFirst['errors']>({})
  const formRef = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Some browsers fill the form before this script runs.
    const inputs = [...(formRef.current?.querySelectorAll<HTMLInputElement>('input[name]') ?? [])]
    const typed = inputs.filter(({ name, value }) => name in EMPTY && value !== '')
    const given = Object.fromEntries(typed.map(({ name, value }) => [name, value]))
    setFields((before) => ({ ...before, ...given }))
  }, [])
  const refuse = (found: SigningInFirst['errors']) => {
    setErrors(found)
    const first = ORDER.find((field) => found[field])
    formRef.current
      ?.querySelector<HTMLElement>(`[name="${first}"], [data-field="${first}"] input`)
      ?.focus()
  }
  const { send, ...sending } = useSending(refuse)
  return {
    ...{ fields, sharedComputer, setSharedComputer, errors, formRef },
    ...sending,
    change: (field, value) => {
      setFields((before) => ({ ...before, [field]: value }))
      setErrors(({ [field]: _mended, ...others }) => others)
    },
    check: (field) => {
      const found = faults(fields)[field]
      // A field left empty is not an error yet: the person may only be passing by.
      if (found && fields[field].trim() !== '') setErrors({ ...errors, [field]: found })
    },
    submit: () => {
      const found = faults(fields)
      if (Object.keys(found).length > 0) refuse(found)
      else send({ ...fields, sharedComputer })
    },
  }
}

function faults(fields: FirstSignInFields): SigningInFirst['errors'] {
  const { email, code, password, passwordAgain } = fields
  const found = {
    email: emailError(email),
    code: codeError(code),
    password: newPasswordError(password, [email]),
    passwordAgain: passwordAgain === password ? undefined : 'Les deux saisies diffèrent.',
  }
  return Object.fromEntries(Object.entries(found).filter(([, message]) => message))
}

function useSending(refuse: (errors: SigningInFirst['errors']) => void) {
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const send = ({
    passwordAgain: _same,
    ...given
  }: FirstSignInFields & { sharedComputer: boolean }) => {
    if (pending) return
    startTransition(async () => {
      setFailure(null)
      try {
        const done = await signInFirst(given)
        if (done.ok) window.location.assign('/')
        else if (done.field && done.field in EMPTY) refuse({ [done.field]: done.message })
        else if (done.retryAfterSeconds === undefined) setFailure(done.message)
        else setFailure(`Trop d’essais\u00A0: réessayez dans ${waiting(done.retryAfterSeconds)}.`)
      } catch {
        setFailure(NO_ANSWER)
      }
    })
  }
  return { failure, pending, send }
}
