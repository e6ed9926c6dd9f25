'use client'

import { Plus } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import type { NewProjectChoices } from './choices.ts'
import { NewProjectDialog } from './new-project-dialog.tsx'
import { useDraft } from './use-draft.ts'

type NewProjectProps = {
  choices: NewProjectChoices
  initiallyOpen: boolean
  /** The first project of all: the page's main action. */
  first?: boolean
}

/** The button and its dialog; `/projets/nouveau` is the same page with the dialog open. */
export function NewProject({ choices, initiallyOpen, first = false }: NewProjectProps) {
  const [open, setOpen] = useState(initiallyOpen)
  const buttonRef = useRef<HTMLButtonElement>(null)
  const draftState = useDraft(choices)
  const router = useRouter()
  const pathname = usePathname()

  const changeOpen = (next: boolean) => {
    setOpen(next)
    if (!next && pathname !== '/') router.replace('/')
  }
  return (
    <>
      <Button
        ref={buttonRef}
        variant={first ? 'primary' : 'secondary'}
        onClick={() => changeOpen(true)}
      >
        <Plus size={18} strokeWidth={1.75} aria-hidden />
        {first ? 'Commencer un projet' : 'Nouveau projet'}
      </Button>
      <NewProjectDialog
        open={open}
        onOpenChange={changeOpen}
        choices={choices}
        draftState={draftState}
        finalFocus={buttonRef}
      />
    </>
  )
}
