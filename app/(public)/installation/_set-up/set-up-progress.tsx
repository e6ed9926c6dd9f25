'use client'

import { CircleCheck, CircleDashed, FilePlus2, ShieldCheck } from 'lucide-react'
import { Heading } from '#app/_ui/heading.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import { count } from '#lib/i18n/format.ts'
import { CODE_LENGTH, codeSigns } from '../../_forms/checks.ts'
import styles from './set-up-screen.module.css'
import { leftByStep } from './steps-left.ts'
import type { SettingUp } from './use-set-up.ts'

/** Where the three steps stand, and what comes after. */
export function SetUpProgress({ settingUp }: { settingUp: SettingUp }) {
  const [school = 0, account = 0, code = 0] = leftByStep(settingUp.remaining)
  const fields = (left: number) =>
    left === 0 ? null : count(left, 'champ à compléter', 'champs à compléter')
  return (
    <aside className={styles.side} aria-label="Avancement de la mise en service">
      <Panel tone="surface" className={styles.panel}>
        <Heading as="h2" size="panel">
          Où en êtes-vous ?
        </Heading>
        <ul>
          <Step done title="Serveur démarré" note="La base de données répond." />
          <Step done={school === 0} title="Établissement" note={fields(school)} />
          <Step done={account === 0} title="Compte de direction" note={fields(account)} />
          <Step
            done={code === 0}
            title="Code"
            note={`${count(codeSigns(settingUp.fields.code), 'caractère')} sur ${CODE_LENGTH}`}
          />
        </ul>
      </Panel>
      <Panel tone="surface" className={styles.panel}>
        <Heading as="h2" size="panel">
          Ensuite
        </Heading>
        <ul>
          <li>
            <FilePlus2 size={18} strokeWidth={1.75} aria-hidden />
            <span>Créer le projet de l’année à partir du modèle</span>
          </li>
          <li>
            <ShieldCheck size={18} strokeWidth={1.75} aria-hidden />
            <span>Aucun élève n’a de compte, aucune liste d’élèves n’est importée</span>
          </li>
        </ul>
      </Panel>
    </aside>
  )
}

function Step({ done, title, note }: { done: boolean; title: string; note: string | null }) {
  const Icon = done ? CircleCheck : CircleDashed
  return (
    <li data-done={done}>
      <Icon size={18} strokeWidth={1.75} aria-label={done ? 'Fait' : 'À faire'} role="img" />
      <span>
        <b>{title}</b>
        {note ? <small>{note}</small> : null}
      </span>
    </li>
  )
}
