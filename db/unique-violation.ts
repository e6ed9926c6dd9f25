/** True for a row that another one forbids: SQLSTATE 23505, as both drivers give it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}
