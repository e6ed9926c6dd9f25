/** A hash as people compare it: by groups of four signs. */
export function fingerprint(sha256: string): string {
  return (sha256.match(/.{1,4}/g) ?? []).join(' ')
}

/** Its beginning and its end. */
export function shortFingerprint(sha256: string): string {
  const groups = sha256.match(/.{1,4}/g) ?? []
  return [...groups.slice(0, 2), '…', ...groups.slice(-1)].join(' ')
}
