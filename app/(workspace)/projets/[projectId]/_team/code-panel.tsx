'use client'

import { Printer } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { plainDateOf } from '#lib/i18n/format.ts'
import { longDate } from '#lib/i18n/weekdays.ts'
import type { NewCode } from '#lib/usecases/accounts/create-account.ts'
import styles from './code-panel.module.css'
import { nameOf } from './use-team.ts'

/** The code, once: on the screen, and on a sheet to hand over. */
export function CodePanel({ code, onDone }: { code: NewCode; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { issued, delivery } = code
  return (
    <section className={styles.panel} aria-labelledby="one-time-code">
      <h3 ref={heading} id="one-time-code" className={styles.heading} tabIndex={-1}>
        {`Le code de ${nameOf(issued)}`}
      </h3>
      {delivery === 'failed' ? (
        <Callout tone="warn" title="Le courriel n’est pas parti.">
          Le serveur de courriel ne l’a pas pris. Remettez ce code en main propre.
        </Callout>
      ) : null}
      <p>
        {delivery === 'mail' ? `Il est parti par courriel à ${issued.email}. ` : null}
        Il ne s’affiche que maintenant et ne sert qu’une fois. Avec lui, cette personne choisit son
        mot de passe.
      </p>
      <Sheet code={code} />
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => window.print()}>
          <Printer size={18} strokeWidth={1.75} aria-hidden />
          Imprimer
        </Button>
        <Button onClick={onDone}>Revenir à l’équipe</Button>
      </div>
      {createPortal(
        <div className={styles.paper}>
          <h1>Votre accès à Trame</h1>
          <p>
            {nameOf(issued)}, un compte vous attend pour écrire le projet d’accompagnement
            personnalisé de l’établissement.
          </p>
          <Sheet code={code} />
          <p>
            Ouvrez la page, saisissez votre adresse et le code, puis choisissez un mot de passe.
          </p>
          <p>Ne laissez pas cette feuille à la vue de tous : elle ouvre votre compte.</p>
        </div>,
        document.body,
      )}
    </section>
  )
}

function Sheet({ code: { issued } }: { code: NewCode }) {
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Page</dt>
        <dd>{issued.address}</dd>
      </div>
      <div>
        <dt>Adresse électronique</dt>
        <dd>{issued.email}</dd>
      </div>
      <div>
        <dt>Code</dt>
        <dd className={styles.code}>{issued.code}</dd>
      </div>
      <div>
        <dt>Valable jusqu’au</dt>
        <dd>{longDate(plainDateOf(issued.expiresAt))}</dd>
      </div>
    </dl>
  )
}
