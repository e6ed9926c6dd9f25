'use client'

import { Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import styles from './theme-button.module.css'
import { THEME_KEY } from './theme-script.ts'

type Theme = 'light' | 'dark'

const DARK = '(prefers-color-scheme: dark)'
const CHANGED = 'trame:theme'

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return window.matchMedia(DARK).matches ? 'dark' : 'light'
}

function subscribe(onChange: () => void): () => void {
  const system = window.matchMedia(DARK)
  system.addEventListener('change', onChange)
  window.addEventListener(CHANGED, onChange)
  return () => {
    system.removeEventListener('change', onChange)
    window.removeEventListener(CHANGED, onChange)
  }
}

function choose(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(THEME_KEY, theme)
  } catch {
    // Storage may be refused (private browsing): the choice then lasts as long as the page.
  }
  window.dispatchEvent(new Event(CHANGED))
}

/** Changes between light and dark; until it is used the system decides. */
export function ThemeButton({ labelled = false }: { labelled?: boolean }) {
  const theme = useSyncExternalStore<Theme>(subscribe, currentTheme, () => 'light')
  const other: Theme = theme === 'dark' ? 'light' : 'dark'
  const Icon = other === 'dark' ? Moon : Sun
  const icon = <Icon size={18} strokeWidth={1.75} aria-hidden />
  const action = other === 'dark' ? 'Passer au thème sombre' : 'Passer au thème clair'
  if (!labelled) {
    return (
      <IconButton label={action} onClick={() => choose(other)}>
        {icon}
      </IconButton>
    )
  }
  return (
    <Button variant="quiet" onClick={() => choose(other)}>
      {icon}
      <span className={styles.label}>{other === 'dark' ? 'Thème sombre' : 'Thème clair'}</span>
    </Button>
  )
}
