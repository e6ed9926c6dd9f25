'use client'

import { Check } from 'lucide-react'
import { Heading } from '#app/_ui/heading.tsx'
import { passwordLength } from '#lib/auth/password-rule.ts'
import { SetUpField } from './set-up-field.tsx'
import styles from './set-up-screen.module.css'
import type { SettingUp } from './use-set-up.ts'

export function AccountStep({ settingUp }: { settingUp: SettingUp }) {
  const half = { settingUp, className: styles.half }
  return (
    <section className={styles.step} aria-labelledby="set-up-account">
      <span className={styles.number} aria-hidden="true">
        2
      </span>
      <Heading as="h2" size="step" id="set-up-account">
        Le compte de direction
      </Heading>
      <div className={styles.grid}>
        <SetUpField {...half} name="firstName" label="Prénom" autoComplete="given-name" />
        <SetUpField {...half} name="lastName" label="Nom" autoComplete="family-name" />
        <SetUpField
          {...half}
          name="jobTitle"
          label="Fonction affichée"
          autoComplete="organization-title"
          hint="Les versions publiées montrent la fonction, pas le nom."
        />
        <SetUpField
          {...half}
          name="email"
          label="Adresse électronique"
          type="email"
          autoComplete="username"
        />
        <SetUpField
          {...half}
          name="password"
          label="Mot de passe"
          type="password"
          autoComplete="new-password"
          hint={<PasswordHint settingUp={settingUp} />}
        />
        <SetUpField
          {...half}
          name="passwordAgain"
          label="Mot de passe, une seconde fois"
          type="password"
          autoComplete="new-password"
        />
      </div>
    </section>
  )
}

function PasswordHint({ settingUp }: { settingUp: SettingUp }) {
  const { fields, remaining } = settingUp
  if (fields.password === '' || remaining.password) {
    return `${passwordLength}\u00A0caractères au moins, par exemple quelques mots sans lien entre eux.`
  }
  return (
    <span className={styles.good}>
      <Check size={14} strokeWidth={2.5} aria-hidden />
      {[...fields.password].length} caractères, rien de trop connu.
    </span>
  )
}
