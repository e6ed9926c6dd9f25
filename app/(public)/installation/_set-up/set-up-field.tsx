'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Field } from '#app/_ui/field.tsx'
import { PasswordInput } from '#app/_ui/password-input.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { FieldName } from './set-up-checks.ts'
import type { SettingUp } from './use-set-up.ts'

type SetUpFieldProps = Pick<ComponentProps<'input'>, 'autoComplete' | 'type' | 'placeholder'> & {
  settingUp: SettingUp
  name: FieldName
  label: string
  hint?: ReactNode
  className?: string | undefined
}

/** A typed field of the set-up page, checked when it is left. */
export function SetUpField(props: SetUpFieldProps) {
  const { settingUp, name, label, hint, className, type = 'text', ...input } = props
  const { fields, errors, change, check } = settingUp
  return (
    <Field label={label} hint={hint} error={errors[name]} className={className}>
      {(control) => {
        const all = {
          ...control,
          ...input,
          name,
          value: fields[name],
          onChange: (event: { target: { value: string } }) => change(name, event.target.value),
          onBlur: () => check(name),
        }
        return type === 'password' ? <PasswordInput {...all} /> : <TextInput {...all} type={type} />
      }}
    </Field>
  )
}
