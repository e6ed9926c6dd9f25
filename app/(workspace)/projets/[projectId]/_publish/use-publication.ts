import { useRouter } from 'next/navigation'
import { type RefObject, useRef, useState, useTransition } from 'react'
import type { PublicationVisibility } from '#lib/domain/publication.ts'
import type { PublicationPlan } from '#lib/usecases/plan-publication.ts'
import type { Published } from '#lib/usecases/publish-project.ts'
import { publishProject } from './actions.ts'
import type { PublicationPlace } from './publication-place.ts'
import { unreachable } from './use-plan.ts'

export type PublicationDraft = {
  visibility: PublicationVisibility
  message: string
  incompleteConfirmed: boolean
}

export type PublicationState = {
  draft: PublicationDraft
  change: (part: Partial<PublicationDraft>) => void
  /** The person has to say that parts are missing, and has not. */
  confirmationMissing: boolean
  confirmationRef: RefObject<HTMLInputElement | null>
  failure: string | null
  pending: boolean
  submit: () => void
}

type Options = {
  /** Null while it is read. */
  plan: PublicationPlan | null
  place: PublicationPlace
  onDone: (published: Published) => void
}

const untouched: PublicationDraft = {
  visibility: 'school',
  message: '',
  incompleteConfirmed: false,
}

/** What the person has chosen so far, and the sending of it. */
export function usePublication({ plan, place, onDone }: Options): PublicationState {
  const router = useRouter()
  const { person, projectId } = place
  const [chosen, setChosen] = useState<Partial<PublicationDraft>>({})
  const draft = { ...untouched, ...(plan && { visibility: plan.visibility }), ...chosen }
  const [failure, setFailure] = useState<string | null>(null)
  const [confirmationMissing, setConfirmationMissing] = useState(false)
  const confirmationRef = useRef<HTMLInputElement>(null)
  const [pending, startTransition] = useTransition()
  const submit = () => {
    if (pending || plan === null) return
    const isMissing = plan.incomplete.length > 0 && !draft.incompleteConfirmed
    setConfirmationMissing(isMissing)
    setFailure(null)
    if (isMissing) {
      confirmationRef.current?.focus()
      return
    }
    startTransition(async () => {
      try {
        const answer = await publishProject(person, { projectId, number: plan.number, ...draft })
        if (!answer.ok) return setFailure(answer.message)
        onDone(answer.value)
        router.refresh()
      } catch {
        setFailure(unreachable)
      }
    })
  }
  const change = (part: Partial<PublicationDraft>) => {
    setChosen((before) => ({ ...before, ...part }))
    if (part.incompleteConfirmed) setConfirmationMissing(false)
  }
  return { draft, change, confirmationMissing, confirmationRef, failure, pending, submit }
}
