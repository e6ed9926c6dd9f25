import 'server-only'
import { AppError } from '#lib/platform/errors.ts'

/** The project would be left without a head. */
export class LastHeadError extends AppError {
  override name = 'LastHeadError'
  override readonly code = 'last_head'
}

/** Removed meanwhile, or never of the team. */
export class NotInTeamError extends AppError {
  override name = 'NotInTeamError'
  override readonly code = 'not_in_team'
}

/** No open account of the school that could be of a team has this address. */
export class UnknownPersonError extends AppError {
  override name = 'UnknownPersonError'
  override readonly code = 'unknown_person'
}
