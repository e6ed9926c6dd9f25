'use client'

import { type RefObject, useEffect, useRef, useState, useTransition } from 'react'
import { waiting } from '#lib/i18n/waiting.ts'
import { newCode, setUp } from '../../actions.ts'
import { type FieldName, type SetUpFields, setUpErrors } from './set-up-checks.ts'

type Errors = Partial<Record<FieldName, string>>

export type SettingUp = {
  fields: SetUpFields
  /** Only of the fields that were left or sent. */
  errors: Errors
  /** What is wrong or missing at this moment, shown or not. */
  remaining: Errors
  failure: string | null
  pending: boolean
  codeExpiresAt: string | null
  /** A new code was printed on the server since the page opened. */
  codeRenewed: boolean
  formRef: RefObject<HTMLFormElement | null>
  change: (field: FieldName, value: string) => void
  check: (field: FieldName) => void
  submit: () => void
  renewCode: () => void
}

const EMPTY: SetUpFields = {
  schoolName: '',
  city: '',
  schoolType: 'lgt',
  academy: '',
  firstName: '',
  lastName: '',
  jobTitle: '',
  email: '',
  password: '',
  passwordAgain: '',
  code: '',
}
const NO_ANSWER = 'Trame ne répond pas. Vérifiez qu’il est démarré, puis réessayez.'

/** What is typed in the set-up page, what is wrong with it, and the two things it asks for. */
export function useSetUp(initialExpiry: string | null): SettingUp {
  const [fields, setFields] = useState(EMPTY)
  const [errors, setErrors] = useState<Errors>({})
  const formRef = useRef<HTMLFormElement>(null)
  const remaining = setUpErrors(fields)
  useEffect(() => {
    // Some browsers give back what was typed before a reload, before this script runs.
    const given = typedFields(formRef.current)
    setFields((before) => ({ ...before, ...given }))
  }, [])

  const refuse = (found: Errors) => {
    setErrors(found)
    focusFirst(formRef.current, found)
  }
  const sending = useSending(initialExpiry, refuse)
  return {
    fields,
    errors,
    remaining,
    formRef,
    ...sending,
    change: (field, value) => {
      setFields((before) => ({ ...before, [field]: value }))
      setErrors(({ [field]: _mended, ...others }) => others)
    },
    check: (field) => {
      // A field left empty is not an error yet: the person may only be passing by.
      const found = remaining[field]
      if (found && fields[field].trim() !== '') setErrors({ ...errors, [field]: found })
    },
    submit: () => {
      if (Object.keys(remaining).length > 0) refuse(remaining)
      else sending.send(fields)
    },
  }
}

function useSending(initialExpiry: string | null, refuse: (errors: Errors) => void) {
  const [failure, setFailure] = useState<string | null>(null)
  const [codeExpiresAt, setCodeExpiresAt] = useState(initialExpiry)
  const [codeRenewed, setCodeRenewed] = useState(false)
  const [pending, startTransition] = useTransition()

  const attempt = (ask: () => Promise<void>) => {
    if (pending) return
    startTransition(async () => {
      setFailure(null)
      try {
        await ask()
      } catch {
        setFailure(NO_ANSWER)
      }
    })
  }
  const send = ({ passwordAgain: _same, ...fields }: SetUpFields) =>
    attempt(async () => {
      const done = await setUp(fields)
      if (done.ok) window.location.assign('/')
      else if (done.field && done.field in EMPTY) refuse({ [done.field]: done.message })
      else setFailure(refusalWords(done))
    })
  const renewCode = () =>
    attempt(async () => {
      const renewed = await newCode()
      if (!renewed.ok) return setFailure(refusalWords(renewed))
      setCodeExpiresAt(renewed.value.expiresAt)
      setCodeRenewed(true)
    })
  return { failure, codeExpiresAt, codeRenewed, pending, send, renewCode }
}

function refusalWords(refusal: { message: string; retryAfterSeconds?: number }): string {
  if (refusal.retryAfterSeconds === undefined) return refusal.message
  return `Trop d’essais\u00A0: réessayez dans ${waiting(refusal.retryAfterSeconds)}.`
}

function typedFields(form: HTMLFormElement | null): Partial<SetUpFields> {
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>('input[name]') ?? [])]
  const typed = inputs.filter(({ name, value }) => name in EMPTY && value !== '')
  return Object.fromEntries(typed.map(({ name, value }) => [name, value]))
}

function focusFirst(form: HTMLFormElement | null, errors: Errors): void {
  const controls = form?.querySelectorAll<HTMLElement>('[name], [data-field]') ?? []
  for (const control of controls) {
    const name = control.dataset.field ?? control.getAttribute('name') ?? ''
    if (!(name in errors)) continue
    const input = control.matches('input, button') ? control : control.querySelector('input')
    input?.focus()
    return
  }
}
