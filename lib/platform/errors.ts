/** A request that is refused. `code` is stable and may reach a client; `message` may not. */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: string = 'app_error'
}

export class NotSignedInError extends AppError {
  override name = 'NotSignedInError'
  override readonly code = 'not_signed_in'
}

export class NotAllowedError extends AppError {
  override name = 'NotAllowedError'
  override readonly code = 'not_allowed'
}

export class NotFoundError extends AppError {
  override name = 'NotFoundError'
  override readonly code = 'not_found'
}

/** Nobody may write in the project at this time. */
export class FrozenError extends AppError {
  override name = 'FrozenError'
  override readonly code = 'frozen'
}

/** Input that a person or program sent and that cannot be taken; `field` names where. */
export class InvalidInputError extends AppError {
  override name = 'InvalidInputError'
  override readonly code = 'invalid_input'
  readonly field: string | undefined
  constructor(message: string, field?: string) {
    super(message)
    this.field = field
  }
}

/** A bug: ends the request or the room, never the process. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${why}`)
}
