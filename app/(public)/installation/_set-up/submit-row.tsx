'use client'

import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { list } from '#lib/i18n/format.ts'
import styles from './set-up-screen.module.css'
import { stepsLeft } from './steps-left.ts'
import type { SettingUp } from './use-set-up.ts'

export function SubmitRow({ settingUp }: { settingUp: SettingUp }) {
  const { failure, pending, remaining } = settingUp
  const left = stepsLeft(remaining)
  return (
    <>
      {failure ? (
        <Callout tone="danger" title={failure} className={styles.failure}>
          Ce que vous avez saisi est conservé.
        </Callout>
      ) : null}
      <div className={styles.submit}>
        <Button type="submit" variant="primary" size="large" blocked={pending}>
          {pending ? 'Mise en service…' : 'Mettre en service et se connecter'}
        </Button>
        <span className={styles.remains}>
          {left.length > 0 ? `Il reste à compléter ${list(left)}.` : null}
        </span>
      </div>
    </>
  )
}
