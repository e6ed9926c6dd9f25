'use client'

import { createContext, type ReactNode, useContext } from 'react'

/** A member of the project. */
export type MentionablePerson = { id: string; firstName: string; lastName: string }

const People = createContext<readonly MentionablePerson[]>([])

type MentionablePeopleProps = { people: readonly MentionablePerson[]; children: ReactNode }

/** Whom the texts below may mention, besides those whom the document itself names. */
export function MentionablePeople({ people, children }: MentionablePeopleProps) {
  return <People value={people}>{children}</People>
}

export function useMentionablePeople(): readonly MentionablePerson[] {
  return useContext(People)
}
