'use client'

import { useId } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import type { DeviceSettings } from '../settings/device-settings.ts'
import type { Announced } from '../settings/editor-settings.ts'
import { useSettings } from '../settings/use-device-settings.ts'
import styles from './presence-settings.module.css'

const CHOICES: readonly { value: Announced; label: string; note: string }[] = [
  { value: 'never', label: 'Jamais', note: 'Rien n’est dit.' },
  { value: 'summary', label: 'Résumé', note: 'Au plus une fois par minute.' },
  { value: 'each', label: 'Chaque partie', note: 'À chaque changement.' },
]

/** How much one sees and hears of the others; kept on this device. */
export function PresenceSettings({ device }: { device: DeviceSettings }) {
  const { showsCarets, announced } = useSettings(device)
  const name = useId()
  return (
    <div className={styles.settings}>
      <Checkbox
        label="Afficher les curseurs des autres"
        checked={showsCarets}
        onChange={(event) => device.change({ showsCarets: event.target.checked })}
      />
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>Annoncer les modifications des autres</legend>
        <p className={styles.note}>Pour les lecteurs d’écran, à voix haute.</p>
        {CHOICES.map(({ value, label, note }) => (
          <label key={value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={announced === value}
              onChange={() => device.change({ announced: value })}
            />
            <span>
              {label}
              <small className={styles.note}>{` ${note}`}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  )
}
