'use client'

import { Minus, Plus } from 'lucide-react'
import { useId } from 'react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { percent } from '#lib/i18n/format.ts'
import type { DeviceSettings } from '../settings/device-settings.ts'
import { nextTextSize } from '../settings/editor-settings.ts'
import { useSettings } from '../settings/use-device-settings.ts'
import styles from './text-size-control.module.css'

/** Two buttons around the size that stands; at either end the button stays, and does nothing. */
export function TextSizeControl({ device }: { device: DeviceSettings }) {
  const { textSize } = useSettings(device)
  const labelId = useId()
  const stepTo = (step: 1 | -1) => {
    const next = nextTextSize(textSize, step)
    return {
      blocked: next === null,
      onClick: () => next !== null && device.change({ textSize: next }),
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form.
    <div className={styles.control} role="group" aria-labelledby={labelId}>
      <span id={labelId} className={styles.label}>
        Taille du texte
      </span>
      <IconButton label="Réduire le texte" variant="secondary" {...stepTo(-1)}>
        <Minus size={18} strokeWidth={1.75} aria-hidden />
      </IconButton>
      <output className={styles.size}>{percent(textSize)}</output>
      <IconButton label="Agrandir le texte" variant="secondary" {...stepTo(1)}>
        <Plus size={18} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </div>
  )
}
