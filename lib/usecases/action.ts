import 'server-only'
import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { RateLimitedError } from '#lib/auth/sign-in-errors.ts'
import { AppError, InvalidInputError } from '#lib/platform/errors.ts'
import { log } from '#lib/platform/log.ts'

/** What a server action answers; `message` is French and may be shown as it is. */
export type ActionResult<Value> =
  | { ok: true; value: Value }
  | {
      ok: false
      code: string
      message: string
      field?: string
      /** `rate_limited`: seconds until the next try may be made. */
      retryAfterSeconds?: number
    }

/**
 * Runs what a server action asks for and turns a refusal into its answer. A fault of ours is logged
 * once, with a reference that the person can pass on; its message never leaves the server.
 */
export async function action<Value>(run: () => Promise<Value>): Promise<ActionResult<Value>> {
  try {
    return { ok: true, value: await run() }
  } catch (error) {
    unstable_rethrow(error)
    return refusal(error)
  }
}

const messages: Record<string, string> = {
  not_signed_in: 'Votre session a expiré. Reconnectez-vous\u00A0: rien n’est perdu.',
  not_allowed: 'Vos droits ne permettent pas cette action.',
  frozen: 'Le texte de ce projet est figé\u00A0: on ne peut plus y écrire.',
  not_found: 'Cet élément n’existe pas, ou plus.',
  number_taken:
    'Ce numéro vient d’être pris\u00A0: une autre publication a été faite entre-temps. Rien n’a été publié\u202F; fermez cette fenêtre et rouvrez-la pour voir où en est le projet.',
  parts_incomplete:
    'Des parties obligatoires ne sont pas complètes\u00A0: confirmez que vous publiez en l’état.',
  project_archived: 'Le projet est archivé\u00A0: il ne se publie plus.',
  publication_withdrawn: 'Cette version est déjà retirée\u00A0: son texte n’est plus affiché.',
  last_head:
    'Un projet garde toujours une direction\u00A0: donnez d’abord ce rôle à une autre personne.',
  not_in_team: 'Cette personne ne fait plus partie de l’équipe.',
  unknown_person: 'Personne dans l’établissement n’a cette adresse.',
  wrong_credentials: 'Adresse ou mot de passe incorrect.',
  rate_limited: 'Trop d’essais\u00A0: attendez un moment avant de recommencer.',
}

function refusal(error: unknown): ActionResult<never> {
  if (error instanceof InvalidInputError) {
    const { code, message, field } = error
    return { ok: false, code, message, ...(field !== undefined && { field }) }
  }
  if (error instanceof AppError) {
    const retry = error instanceof RateLimitedError ? error.retryAfterSeconds : undefined
    const message = messages[error.code] ?? 'L’action a été refusée.'
    return {
      ...{ ok: false, code: error.code, message },
      ...(retry !== undefined && { retryAfterSeconds: retry }),
    }
  }
  return fault(error)
}

function fault(error: unknown): ActionResult<never> {
  const reference = randomUUID().slice(0, 8)
  log.error({ err: error, reference }, 'action failed')
  const message = `L’action n’a pas pu aboutir. Réessayez\u202F; si cela se reproduit, donnez ce repère à l’administration du service\u00A0: ${reference}.`
  return { ok: false, code: 'internal', message }
}
