import 'server-only'

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
