'use client'

import { useSyncExternalStore } from 'react'
import { THEME_KEY } from './theme-script.ts'

export type Theme = 'light' | 'dark'

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

/** The theme that stands, and the change to the other one; until then the system decides. */
export function useTheme(): { other: Theme; toggle: () => void } {
  const theme = useSyncExternalStore<Theme>(subscribe, currentTheme, () => 'light')
  const other: Theme = theme === 'dark' ? 'light' : 'dark'
  return { other, toggle: () => choose(other) }
}

/** What the change does, for a button that makes it. */
export function themeAction(other: Theme): string {
  return other === 'dark' ? 'Passer au thème sombre' : 'Passer au thème clair'
}
