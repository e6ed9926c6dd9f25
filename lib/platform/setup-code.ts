import { createHash, randomInt } from 'node:crypto'

/** Without the letters and digits that are mistaken for each other. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 8

/** How long a set-up code may be used, in milliseconds. */
export const setupCodeMs = 30 * 60_000

/** A code that only someone who is shown it can know. */
export function generateSetupCode(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** What is stored of a code as a person typed it: case, spaces and hyphens do not count. */
export function setupCodeHash(typed: string): string {
  return createHash('sha256')
    .update(`setup-code:${codeSigns(typed)}`)
    .digest('hex')
}

/** The signs of a code that count. */
export function codeSigns(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}

/** A code in two halves, as it is shown: `K7QF-2MXR`. */
export function shownCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Prints the code for the person at the server: the only place where it is ever shown. */
export function printSetupCode(
  code: string,
  { expiresAt, address }: { expiresAt: Date; address: string },
): void {
  const until = expiresAt.toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' })
  process.stdout.write(
    [
      '',
      `  Mise en service : ouvrez ${address}/installation`,
      `  Code à usage unique : ${shownCode(code)} (valable jusqu’à ${until})`,
      '',
      '',
    ].join('\n'),
  )
}
