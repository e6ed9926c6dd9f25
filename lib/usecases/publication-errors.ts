import { AppError } from '#lib/platform/errors.ts'

/** Another publication took the number that the person was shown. Nothing was stored. */
export class NumberTakenError extends AppError {
  override name = 'NumberTakenError'
  override readonly code = 'number_taken'
}

/** Mandatory parts are not complete, and nobody said that this is known. */
export class PartsIncompleteError extends AppError {
  override name = 'PartsIncompleteError'
  override readonly code = 'parts_incomplete'
}

export class ProjectArchivedError extends AppError {
  override name = 'ProjectArchivedError'
  override readonly code = 'project_archived'
}

/** The first withdrawal stays, with its reason. */
export class PublicationWithdrawnError extends AppError {
  override name = 'PublicationWithdrawnError'
  override readonly code = 'publication_withdrawn'
}
