'use client'

import Link from 'next/link'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { PasswordInput } from '#app/_ui/password-input.tsx'
import { Sheet } from '#app/_ui/sheet.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { waiting } from '#lib/i18n/waiting.ts'
import styles from './sign-in-screen.module.css'
import type { SigningIn } from './use-sign-in.ts'

type SignInFormProps = { signingIn: SigningIn; expired: boolean }

export function SignInForm({ signingIn, expired }: SignInFormProps) {
  const { submit, pending, secondsLeft } = signingIn
  return (
    <Sheet className={styles.sheet}>
      <Heading as="h1" size="page">
        Se connecter
      </Heading>
      <p className={styles.lead}>
        Pour rédiger, relire ou consulter le projet d’accompagnement personnalisé.
      </p>
      <form
        className={styles.form}
        // Sent before the script runs, it must not put the password in an address.
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Notice signingIn={signingIn} expired={expired} />
        <Credentials signingIn={signingIn} />
        <Checkbox
          label="Ordinateur partagé"
          note="Salle des professeurs, CDI : la session se ferme après 30 minutes sans activité."
          checked={signingIn.sharedComputer}
          onChange={(event) => signingIn.change({ sharedComputer: event.target.checked })}
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          blocked={secondsLeft > 0}
          aria-describedby={secondsLeft > 0 ? 'sign-in-pause' : undefined}
        >
          {pending ? 'Connexion…' : 'Se connecter'}
        </Button>
      </form>
      <p className={styles.first}>
        Vous avez reçu un code ? <Link href="/premiere-connexion">Première connexion</Link>
      </p>
    </Sheet>
  )
}

function Notice({ signingIn, expired }: SignInFormProps) {
  const { refusal, secondsLeft } = signingIn
  if (secondsLeft > 0) {
    return (
      <Callout tone="danger" title="Trop d’essais.">
        <span id="sign-in-pause">
          Vous pourrez réessayer dans{' '}
          {secondsLeft < 60 ? 'moins d’une minute' : waiting(secondsLeft)}.
        </span>
      </Callout>
    )
  }
  if (refusal) {
    return (
      <Callout tone="danger" title={refusal.title}>
        {refusal.advice}
      </Callout>
    )
  }
  if (!expired) return null
  return (
    <Callout tone="info" title="Votre session a expiré.">
      Reconnectez-vous : rien n’est perdu.
    </Callout>
  )
}

function Credentials({ signingIn }: { signingIn: SigningIn }) {
  const { email, password, errors, emailRef, passwordRef, change, checkEmail } = signingIn
  return (
    <>
      <Field label="Adresse électronique" error={errors.email}>
        {(control) => (
          <TextInput
            {...control}
            ref={emailRef}
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={(event) => change({ email: event.target.value })}
            onBlur={checkEmail}
          />
        )}
      </Field>
      <Field label="Mot de passe" error={errors.password}>
        {(control) => (
          <PasswordInput
            {...control}
            ref={passwordRef}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => change({ password: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}
