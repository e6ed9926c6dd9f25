import { AppError } from '#lib/platform/errors.ts'

/** Unknown address, wrong password or closed account: deliberately the same. */
export class WrongCredentialsError extends AppError {
  override name = 'WrongCredentialsError'
  override readonly code = 'wrong_credentials'
}

/** Too many failures of late: nothing was checked. */
export class RateLimitedError extends AppError {
  override name = 'RateLimitedError'
  override readonly code = 'rate_limited'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super(`too many attempts, try again in ${retryAfterSeconds} s`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}
