/** Whether an `If-None-Match` names this tag (RFC 9110 §13.1.2: compared weakly). */
export function matchesTag(header: string | null, tag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  return header.split(',').some((item) => item.trim().replace(/^W\//, '') === tag)
}
