import 'server-only'
import { z } from 'zod'
import { type AccountId, parseAccountId } from '#lib/domain/ids.ts'

export const accountIdInput = z.custom<AccountId>(
  (value) => parseAccountId(value) !== null,
  'Cette personne est inconnue.',
)
