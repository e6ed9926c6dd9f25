'use client'

import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { can, type Role } from '#lib/domain/roles.ts'
import type { PublicationPlace } from './publication-place.ts'

const loadDialog = () => import('./publish-dialog.tsx')
const PublishDialog = dynamic(() => loadDialog().then((module) => module.PublishDialog), {
  ssr: false,
})

type PublishButtonProps = { place: PublicationPlace; role: Role }

/** The way to a publication, for whoever may make one. */
export function PublishButton({ place, role }: PublishButtonProps) {
  const [open, setOpen] = useState(false)
  const [openings, setOpenings] = useState(0)
  const buttonRef = useRef<HTMLButtonElement>(null)
  if (!can({ accountId: null, role, isAdmin: false }, 'publish')) return null
  return (
    <>
      <Button
        ref={buttonRef}
        variant="primary"
        aria-haspopup="dialog"
        onClick={() => {
          setOpenings(openings + 1)
          setOpen(true)
        }}
        onFocus={loadDialog}
        onPointerEnter={loadDialog}
      >
        Publier…
      </Button>
      {openings > 0 ? (
        <PublishDialog
          // Each opening looks at the project anew.
          key={openings}
          place={place}
          open={open}
          onOpenChange={setOpen}
          finalFocus={buttonRef}
        />
      ) : null}
    </>
  )
}
