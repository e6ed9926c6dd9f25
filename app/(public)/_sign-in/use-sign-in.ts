'use client'

import { type RefObject, useEffect, useRef, useState, useTransition } from 'react'
import { emailError, passwordError } from '../_forms/checks.ts'
import { signIn } from '../actions.ts'
import { usePause } from './use-pause.ts'

type Credentials = { email: string; password: string }
type Fields = Credentials & { sharedComputer: boolean }
type FieldErrors = { email?: string | undefined; password?: string | undefined }

export type Refusal = { title: string; advice: string }

export type SigningIn = Fields & {
  errors: FieldErrors
  /** Why the last try failed, and what to do. */
  refusal: Refusal | null
  /** More than 0: too many tries, the form waits. */
  secondsLeft: number
  pending: boolean
  emailRef: RefObject<HTMLInputElement | null>
  passwordRef: RefObject<HTMLInputElement | null>
  change: (next: Partial<Fields>) => void
  /** Checks the address when the person leaves it. */
  checkEmail: () => void
  submit: () => void
  signInAs: (credentials: Credentials) => void
}

const CHECK_BOTH = 'Vérifiez l’adresse, puis le mot de passe.'
const NO_ANSWER: Refusal = {
  title: 'Trame ne répond pas.',
  advice: 'Vérifiez la connexion au réseau, puis réessayez\u00A0: votre saisie est conservée.',
}

/** The state of the sign-in form: what is typed, what is wrong, and how long to wait. */
export function useSignIn(returnTo: string): SigningIn {
  const [fields, setFields] = useState<Fields>({ email: '', password: '', sharedComputer: false })
  const [errors, setErrors] = useState<FieldErrors>({})
  const emailRef = useRef<HTMLInputElement>(null)
  const passwordRef = useRef<HTMLInputElement>(null)
  const change = (next: Partial<Fields>) => setFields((before) => ({ ...before, ...next }))
  useEffect(() => {
    // A password manager, or a fast typist, may fill the form before this script runs.
    const email = emailRef.current?.value ?? ''
    const password = passwordRef.current?.value ?? ''
    setFields((before) => ({ ...before, email, password }))
  }, [])
  const { send, ...sending } = useSending(returnTo, () => {
    change({ password: '' })
    setErrors({ password: 'Mot de passe à ressaisir' })
    passwordRef.current?.focus()
  })

  const submit = () => {
    const found = { email: emailError(fields.email), password: passwordError(fields.password) }
    setErrors(found)
    if (found.email) emailRef.current?.focus()
    else if (found.password) passwordRef.current?.focus()
    else send({ ...fields, email: fields.email.trim() })
  }
  const signInAs = (credentials: Credentials) => {
    change(credentials)
    setErrors({})
    send({ ...fields, ...credentials })
  }
  // An address left empty is not an error yet: the person may only be passing by.
  const checkEmail = () => {
    if (fields.email !== '') setErrors({ ...errors, email: emailError(fields.email) })
  }
  return {
    ...fields,
    ...sending,
    errors,
    emailRef,
    passwordRef,
    change,
    checkEmail,
    submit,
    signInAs,
  }
}

function useSending(returnTo: string, onWrong: () => void) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [secondsLeft, pause] = usePause()
  const [pending, startTransition] = useTransition()

  const send = (fields: Fields) => {
    if (pending || secondsLeft > 0) return
    startTransition(async () => {
      setRefusal(null)
      try {
        const outcome = await signIn(fields)
        if (outcome.ok) {
          window.location.assign(returnTo)
        } else if (outcome.retryAfterSeconds) {
          pause(outcome.retryAfterSeconds)
        } else if (outcome.code === 'wrong_credentials') {
          setRefusal({ title: outcome.message, advice: CHECK_BOTH })
          onWrong()
        } else {
          setRefusal({ title: 'La connexion n’a pas abouti.', advice: outcome.message })
        }
      } catch {
        setRefusal(NO_ANSWER)
      }
    })
  }
  return { refusal, secondsLeft, pending, send }
}
