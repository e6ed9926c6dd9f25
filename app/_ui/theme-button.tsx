'use client'

import { Moon, Sun } from 'lucide-react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import styles from './theme-button.module.css'
import { themeAction, useTheme } from './use-theme.ts'

/** Changes between light and dark; until it is used the system decides. */
export function ThemeButton({ labelled = false }: { labelled?: boolean }) {
  const { other, toggle } = useTheme()
  const Icon = other === 'dark' ? Moon : Sun
  const icon = <Icon size={18} strokeWidth={1.75} aria-hidden />
  if (!labelled) {
    return (
      <IconButton label={themeAction(other)} onClick={toggle}>
        {icon}
      </IconButton>
    )
  }
  return (
    <Button variant="quiet" onClick={toggle}>
      {icon}
      <span className={styles.label}>{other === 'dark' ? 'Thème sombre' : 'Thème clair'}</span>
    </Button>
  )
}
