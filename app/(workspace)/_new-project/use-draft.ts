'use client'

import { useState } from 'react'
import type { NewProject } from '#lib/usecases/create-project.ts'
import type { Colleague } from '#lib/usecases/list-colleagues.ts'
import type { NewProjectChoices } from './choices.ts'

export type Draft = {
  title: string
  schoolYear: string
  schoolType: string
  levels: readonly string[]
  coordinators: readonly Colleague[]
  /** Ids of the template's optional parts that are kept. */
  templateParts: readonly string[]
  /** Suggested titles that are ticked. */
  suggestedParts: readonly string[]
  /** Titles typed by the person, empty ones included while they type. */
  ownParts: readonly { key: number; title: string }[]
}

export type DraftErrors = { levels?: string; title?: string }

export type DraftState = {
  draft: Draft
  errors: DraftErrors
  change: (next: Partial<Draft>) => void
  setErrors: (errors: DraftErrors) => void
  reset: () => void
}

/** What is chosen for the next project; it outlives a dialog that is closed and opened again. */
export function useDraft(choices: NewProjectChoices): DraftState {
  const [draft, setDraft] = useState(() => emptyDraft(choices))
  const [errors, setErrors] = useState<DraftErrors>({})
  return {
    draft,
    errors,
    change: (next) => setDraft((before) => ({ ...before, ...next })),
    setErrors,
    reset: () => {
      setDraft(emptyDraft(choices))
      setErrors({})
    },
  }
}

function emptyDraft(choices: NewProjectChoices): Draft {
  return {
    title: '',
    schoolYear: choices.defaultYear,
    schoolType: choices.defaultType,
    levels: [],
    coordinators: choices.colleagues.filter((colleague) => colleague.isMe),
    templateParts: choices.optionalSections.map((section) => section.id),
    suggestedParts: [],
    ownParts: [],
  }
}

/** Titles of the school's own parts, in the order in which they will stand. */
export function ownPartTitles(draft: Draft): string[] {
  const typed = draft.ownParts.map(({ title }) => title.trim()).filter((title) => title !== '')
  return [...draft.suggestedParts, ...typed]
}

export function toNewProject(draft: Draft, choices: NewProjectChoices): NewProject {
  const fromTemplate = choices.optionalSections
    .filter(({ id }) => draft.templateParts.includes(id))
    .map(({ id, label }) => ({ id, title: label }))
  const title = draft.title.trim()
  return {
    schoolYear: draft.schoolYear,
    schoolType: draft.schoolType,
    levels: [...draft.levels],
    coordinatorAccountIds: draft.coordinators.map((colleague) => colleague.id),
    optionalSections: [...fromTemplate, ...ownPartTitles(draft).map((own) => ({ title: own }))],
    ...(title === '' ? {} : { title }),
  }
}

/** The list with the value added or taken out, in the order of `order`. */
export function toggled(
  list: readonly string[],
  value: string,
  order: readonly string[],
): string[] {
  const next = list.includes(value) ? list.filter((item) => item !== value) : [...list, value]
  return next.toSorted((left, right) => order.indexOf(left) - order.indexOf(right))
}
