'use client'

import Link from 'next/link'
import type { ComponentProps } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { CodeInput } from '#app/_ui/code-input.tsx'
import { Field, FieldError } from '#app/_ui/field.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { PasswordInput } from '#app/_ui/password-input.tsx'
import { Sheet } from '#app/_ui/sheet.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { ThemeButton } from '#app/_ui/theme-button.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { passwordLength } from '#lib/auth/password-rule.ts'
import { CODE_LENGTH } from '../../_forms/checks.ts'
import styles from '../../_sign-in/sign-in-screen.module.css'
import { type FieldName, type SigningInFirst, useFirstSignIn } from './use-first-sign-in.ts'

/** An address and the code that was given for it open an account; its person chooses a password. */
export function FirstSignInScreen({ place }: { place: string }) {
  const signingIn = useFirstSignIn()
  return (
    <>
      <TopBar place={place}>
        <ThemeButton labelled />
      </TopBar>
      <main id="contenu" className={styles.main}>
        <Sheet className={styles.sheet}>
          <Heading as="h1" size="page">
            Première connexion
          </Heading>
          <p className={styles.lead}>
            Avec le code que la direction vous a remis, choisissez votre mot de passe.
          </p>
          <FirstSignInForm signingIn={signingIn} />
          <p className={styles.first}>
            Vous avez déjà un mot de passe ? <Link href="/">Se connecter</Link>
          </p>
        </Sheet>
      </main>
    </>
  )
}

function FirstSignInForm({ signingIn }: { signingIn: SigningInFirst }) {
  const { formRef, failure, pending, submit, sharedComputer, setSharedComputer } = signingIn
  return (
    <form
      ref={formRef}
      className={styles.form}
      // Sent before the script runs, it must not put the password in an address.
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {failure ? (
        <Callout tone="danger" title={failure}>
          Ce que vous avez saisi est conservé.
        </Callout>
      ) : null}
      <Typed
        {...{ signingIn, name: 'email', label: 'Adresse électronique' }}
        type="email"
        autoComplete="username"
      />
      <Code signingIn={signingIn} />
      <Typed
        {...{ signingIn, name: 'password', label: 'Mot de passe' }}
        hint={`${passwordLength}\u00A0caractères au moins, par exemple quelques mots sans lien entre eux.`}
        type="password"
        autoComplete="new-password"
      />
      <Typed
        {...{ signingIn, name: 'passwordAgain', label: 'Mot de passe, une seconde fois' }}
        type="password"
        autoComplete="new-password"
      />
      <Checkbox
        label="Ordinateur partagé"
        note="Salle des professeurs, CDI : la session se ferme après 30 minutes sans activité."
        checked={sharedComputer}
        onChange={(event) => setSharedComputer(event.target.checked)}
      />
      <Button type="submit" variant="primary" size="large" blocked={pending}>
        {pending ? 'Connexion…' : 'Choisir ce mot de passe et se connecter'}
      </Button>
    </form>
  )
}

function Code({ signingIn }: { signingIn: SigningInFirst }) {
  const { fields, errors, change } = signingIn
  return (
    <div data-field="code" className={styles.code}>
      {/* The legend of the boxes says it too, out of sight. */}
      <span className={styles.label} aria-hidden="true">
        Code à usage unique
      </span>
      <CodeInput
        label="Code à usage unique"
        length={CODE_LENGTH}
        value={fields.code}
        onChange={(code) => change('code', code)}
        invalid={errors.code !== undefined}
        describedBy={errors.code ? 'first-sign-in-code' : undefined}
      />
      {errors.code ? <FieldError id="first-sign-in-code">{errors.code}</FieldError> : null}
    </div>
  )
}

type TypedProps = Pick<ComponentProps<'input'>, 'autoComplete'> & {
  signingIn: SigningInFirst
  name: FieldName
  label: string
  type: 'email' | 'password'
  hint?: string
}

function Typed({ signingIn, name, label, hint, type, autoComplete }: TypedProps) {
  const { fields, errors, change, check } = signingIn
  return (
    <Field label={label} hint={hint} error={errors[name]}>
      {(control) => {
        const all = {
          ...control,
          ...{ name, autoComplete, value: fields[name], onBlur: () => check(name) },
          onChange: (event: { target: { value: string } }) => change(name, event.target.value),
        }
        return type === 'password' ? <PasswordInput {...all} /> : <TextInput {...all} type={type} />
      }}
    </Field>
  )
}
