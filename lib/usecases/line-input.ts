import 'server-only'
import { z } from 'zod'

/** A line of text that must be there; `missing` asks for it. */
export const lineInput = (missing: string) =>
  z.string(missing).trim().min(1, missing).max(200, 'Ce texte est trop long.')

/** An electronic address, in the lower case in which addresses are stored. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .pipe(z.email('Indiquez une adresse électronique complète.'))
