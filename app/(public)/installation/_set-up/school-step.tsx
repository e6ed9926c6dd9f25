'use client'

import { Field } from '#app/_ui/field.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { Select, type SelectOption } from '#app/_ui/select.tsx'
import { SetUpField } from './set-up-field.tsx'
import styles from './set-up-screen.module.css'
import type { SettingUp } from './use-set-up.ts'

export type SchoolStepChoices = {
  schoolTypes: readonly SelectOption[]
  academies: readonly { name: string; zone: string | null }[]
}

export function SchoolStep(props: SchoolStepChoices & { settingUp: SettingUp }) {
  const { settingUp, schoolTypes, academies } = props
  return (
    <section className={styles.step} aria-labelledby="set-up-school">
      <span className={styles.number} aria-hidden="true">
        1
      </span>
      <Heading as="h2" size="step" id="set-up-school">
        L’établissement
      </Heading>
      <div className={styles.grid}>
        <SetUpField
          settingUp={settingUp}
          name="schoolName"
          label="Nom de l’établissement"
          autoComplete="organization"
          className={styles.wide}
        />
        <SetUpField
          settingUp={settingUp}
          name="city"
          label="Ville"
          autoComplete="address-level2"
          className={styles.third}
        />
        <Field label="Type d’établissement" className={styles.half}>
          {(control) => (
            <Select
              control={control}
              name="schoolType"
              options={schoolTypes}
              value={settingUp.fields.schoolType}
              onChange={(value) => settingUp.change('schoolType', value)}
            />
          )}
        </Field>
        <Academy settingUp={settingUp} academies={academies} />
      </div>
    </section>
  )
}

type AcademyProps = { settingUp: SettingUp; academies: SchoolStepChoices['academies'] }

function Academy({ settingUp, academies }: AcademyProps) {
  const { fields, errors, change } = settingUp
  const chosen = academies.find(({ name }) => name === fields.academy)
  return (
    <Field
      label="Académie"
      error={errors.academy}
      hint={chosen ? zoneHint(chosen.zone) : 'Elle fixe la zone de vacances.'}
      className={styles.half}
    >
      {(control) => (
        <Select
          control={control}
          name="academy"
          options={academies.map(({ name }) => ({ value: name, label: name }))}
          value={fields.academy}
          placeholder="Choisir"
          onChange={(value) => change('academy', value)}
        />
      )}
    </Field>
  )
}

function zoneHint(zone: string | null): string {
  return zone === null
    ? 'Cette académie a son propre calendrier de vacances.'
    : `Fixe la zone de vacances\u00A0: zone\u00A0${zone}.`
}
