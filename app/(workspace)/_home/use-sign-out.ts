'use client'

import { useState, useTransition } from 'react'
import { signOut } from '../actions.ts'

const deviceCopies = () => import('../projets/[projectId]/_editor/offline/erase-person.ts')

/**
 * Signing out takes what this device keeps of the person's documents with it: what was never sent
 * would be lost, so the person is asked first.
 */
export function useSignOut(personId: string) {
  const [pending, startTransition] = useTransition()
  const [unsent, setUnsent] = useState(0)
  const leave = () =>
    startTransition(async () => {
      await signOut()
      const { erasePerson } = await deviceCopies()
      await erasePerson(personId)
      window.location.assign('/')
    })
  const ask = () =>
    startTransition(async () => {
      const { countUnsent } = await deviceCopies()
      const waiting = await countUnsent(personId)
      if (waiting > 0) setUnsent(waiting)
      else leave()
    })
  return { pending, unsent, ask, leave, stay: () => setUnsent(0) }
}
