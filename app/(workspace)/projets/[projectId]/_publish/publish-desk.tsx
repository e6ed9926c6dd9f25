'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { can, type Role } from '#lib/domain/roles.ts'
import { type ActionButton, useActionDialog } from '../use-action-dialog.ts'
import { loadPublishDialog } from './load-publish-dialog.ts'
import type { PublicationPlace } from './publication-place.ts'

const Button = createContext<ActionButton | null>(null)

type PublishDeskProps = { place: PublicationPlace; role: Role; children: ReactNode }

/** Holds the dialog of a publication for the button that is somewhere below. */
export function PublishDesk({ place, role, children }: PublishDeskProps) {
  const { button, known, control } = useActionDialog(loadPublishDialog)
  const publishes = can({ accountId: null, role, isAdmin: false }, 'publish')
  return (
    <Button value={publishes ? button : null}>
      {children}
      {/* Each opening looks at the project anew. */}
      {publishes && known ? <known.Dialog key={known.key} place={place} {...control} /> : null}
    </Button>
  )
}

/** Null for who may not publish. */
export function usePublishDesk(): ActionButton | null {
  return useContext(Button)
}
