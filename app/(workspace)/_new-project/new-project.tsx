'use client'

import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname, useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import type { NewProjectChoices } from './choices.ts'
import { useDraft } from './use-draft.ts'

const loadDialog = () => import('./new-project-dialog.tsx')
// Its lists and chips are a third of the page's script, which the sign-in page would load too.
const NewProjectDialog = dynamic(() => loadDialog().then((module) => module.NewProjectDialog), {
  ssr: false,
})

type NewProjectProps = {
  choices: NewProjectChoices
  initiallyOpen: boolean
  /** The first project of all: the page's main action. */
  first?: boolean
}

/** The button and its dialog; `/projets/nouveau` is the same page with the dialog open. */
export function NewProject({ choices, initiallyOpen, first = false }: NewProjectProps) {
  const [open, setOpen] = useState(initiallyOpen)
  const [wasOpen, setWasOpen] = useState(initiallyOpen)
  const buttonRef = useRef<HTMLButtonElement>(null)
  const draftState = useDraft(choices)
  const router = useRouter()
  const pathname = usePathname()

  const changeOpen = (next: boolean) => {
    setOpen(next)
    setWasOpen(true)
    if (!next && pathname !== '/') router.replace('/')
  }
  return (
    <>
      <Button
        ref={buttonRef}
        variant={first ? 'primary' : 'secondary'}
        onClick={() => changeOpen(true)}
        onFocus={loadDialog}
        onPointerEnter={loadDialog}
      >
        <Plus size={18} strokeWidth={1.75} aria-hidden />
        {first ? 'Commencer un projet' : 'Nouveau projet'}
      </Button>
      {wasOpen ? (
        <NewProjectDialog
          open={open}
          onOpenChange={changeOpen}
          choices={choices}
          draftState={draftState}
          finalFocus={buttonRef}
        />
      ) : null}
    </>
  )
}
