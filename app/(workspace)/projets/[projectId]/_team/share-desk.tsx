'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { can, type Role } from '#lib/domain/roles.ts'
import { type ActionButton, useActionDialog } from '../use-action-dialog.ts'
import type { Place } from './use-team.ts'

/** The dialog is fetched when it is wanted: its lists would weigh on every opening of the editor. */
const load = async () => (await import('./share-dialog.tsx')).ShareDialog

const Button = createContext<ActionButton | null>(null)

type ShareDeskProps = Place & { role: Role; children: ReactNode }

/** Holds « Partager » for the button that is somewhere below. */
export function ShareDesk({ role, children, ...place }: ShareDeskProps) {
  const { button, known, control } = useActionDialog(load)
  const asker = { accountId: null, role, isAdmin: false }
  const managesTeam = can(asker, 'manage-members', { memberRole: 'reader' })
  return (
    <Button value={managesTeam ? button : null}>
      {children}
      {managesTeam && known ? <known.Dialog key={known.key} {...place} {...control} /> : null}
    </Button>
  )
}

/** Null for who does not manage the team. */
export function useShareDesk(): ActionButton | null {
  return useContext(Button)
}
