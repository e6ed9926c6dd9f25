'use client'

import { Search } from 'lucide-react'
import { type RefObject, useEffect } from 'react'
import styles from './search-projects.module.css'

type SearchProjectsProps = {
  query: string
  onChange: (query: string) => void
  inputRef: RefObject<HTMLInputElement | null>
}

/** Filters the list as one types; « / » goes to it from anywhere on the page. */
export function SearchProjects({ query, onChange, inputRef }: SearchProjectsProps) {
  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      event.preventDefault()
      inputRef.current?.focus()
    }
    document.addEventListener('keydown', focusOnSlash)
    return () => document.removeEventListener('keydown', focusOnSlash)
  }, [inputRef])

  return (
    <search className={styles.search}>
      <Search size={16} strokeWidth={1.75} aria-hidden />
      <input
        ref={inputRef}
        type="search"
        className={styles.input}
        aria-label="Chercher dans les projets"
        aria-keyshortcuts="/"
        placeholder="Chercher dans les projets"
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('')
        }}
      />
      <span className={styles.key} aria-hidden="true">
        /
      </span>
    </search>
  )
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"]')) return true
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
