import 'server-only'

/** A code with which a person chooses a password. It is told once: only its hash is stored. */
export type IssuedCode = {
  email: string
  firstName: string
  lastName: string
  /** In two halves. */
  code: string
  /** ISO 8601, UTC. */
  expiresAt: string
  /** Of the page that takes the code. */
  address: string
}
