import 'server-only'
import type { z } from 'zod'
import { InvalidInputError } from '#lib/platform/errors.ts'

/**
 * Reads what a form or a program sent. The schema's messages are French: people see them.
 *
 * @throws {InvalidInputError} with the first fault, and the name of the field that has it.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path[0]
  throw new InvalidInputError(
    issue?.message ?? 'Saisie incorrecte.',
    typeof field === 'string' ? field : undefined,
  )
}
