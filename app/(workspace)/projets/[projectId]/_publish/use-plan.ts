import { useEffect, useState } from 'react'
import type { PublicationPlan } from '#lib/usecases/plan-publication.ts'
import { planPublication } from './actions.ts'
import type { PublicationPlace } from './publication-place.ts'

export const unreachable = 'Trame ne répond pas. Vérifiez la connexion au réseau, puis réessayez.'

export type PlanState = {
  plan: PublicationPlan | null
  /** Why there is none, or why it could not be read again. */
  failure: string | null
  reload: () => void
}

/** Where the project's publications stand, asked of the server at once and at each `reload`. */
export function usePlan({ person, projectId }: PublicationPlace): PlanState {
  const [plan, setPlan] = useState<PublicationPlan | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again.
  useEffect(() => {
    let isWanted = true
    const settle = (next: PublicationPlan | null, message: string | null) => {
      if (!isWanted) return
      if (next !== null) setPlan(next)
      setFailure(message)
    }
    planPublication(person, projectId).then(
      (answer) => (answer.ok ? settle(answer.value, null) : settle(null, answer.message)),
      () => settle(null, unreachable),
    )
    return () => {
      isWanted = false
    }
  }, [person, projectId, tries])
  return { plan, failure, reload: () => setTries((count) => count + 1) }
}
