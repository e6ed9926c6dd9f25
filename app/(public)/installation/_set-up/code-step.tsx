'use client'

import { Button } from '#app/_ui/button.tsx'
import { CodeInput } from '#app/_ui/code-input.tsx'
import { FieldError } from '#app/_ui/field.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { timeOf } from '#lib/i18n/format.ts'
import { CODE_LENGTH } from '../../_forms/checks.ts'
import styles from './set-up-screen.module.css'
import type { SettingUp } from './use-set-up.ts'

export function CodeStep({ settingUp }: { settingUp: SettingUp }) {
  const { fields, errors, change, codeExpiresAt, codeRenewed, renewCode } = settingUp
  return (
    <section className={styles.step} aria-labelledby="set-up-code">
      <span className={styles.number} aria-hidden="true">
        3
      </span>
      <Heading as="h2" size="step" id="set-up-code">
        Le code à usage unique
      </Heading>
      <p className={styles.explain}>
        Il s’affiche dans la fenêtre où Trame a été démarré. Il prouve que vous avez accès au
        serveur, et ne sert qu’une fois.
      </p>
      <div data-field="code">
        <CodeInput
          label="Code à usage unique, huit caractères"
          length={CODE_LENGTH}
          value={fields.code}
          onChange={(code) => change('code', code)}
          invalid={errors.code !== undefined}
          describedBy={errors.code ? 'set-up-code-error' : undefined}
        />
      </div>
      {errors.code ? (
        <div className={styles.codeError}>
          <FieldError id="set-up-code-error">{errors.code}</FieldError>
        </div>
      ) : null}
      <div className={styles.below}>
        <span role="status">
          {codeRenewed ? 'Un nouveau code est affiché sur le serveur. ' : null}
          {codeExpiresAt ? `Valable jusqu’à ${timeOf(codeExpiresAt)}. ` : null}
        </span>
        <span>Vous pouvez coller le code entier.</span>
        <Button variant="quiet" size="small" onClick={renewCode}>
          Afficher un nouveau code
        </Button>
      </div>
    </section>
  )
}
