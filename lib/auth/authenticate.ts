import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { findAccountByEmail } from '#db/queries/account.ts'
import { createSession } from '#db/queries/session.ts'
import type { AccountId, SessionId } from '#lib/domain/ids.ts'
import { log } from '#lib/platform/log.ts'
import { verifyPassword } from '#lib/platform/password.ts'
import { countAttempt } from './attempt-limit.ts'
import { sessionEnd } from './session-life.ts'
import { WrongCredentialsError } from './sign-in-errors.ts'

export type SignInRequest = {
  email: string
  password: string
  sharedComputer: boolean
  /** Network address of the client. */
  address: string
}

/**
 * Opens a session for the person whose address and password these are.
 *
 * @throws {RateLimitedError} too many failures of late for this address or from this network.
 * @throws {WrongCredentialsError} the same, after the same time, whichever of the two is wrong.
 */
export async function authenticate(
  db: Db,
  request: SignInRequest,
  now: Date = new Date(),
): Promise<{ accountId: AccountId; sessionId: SessionId }> {
  const email = request.email.trim().toLowerCase()
  const succeeded = await countAttempt(
    db,
    [
      { kind: 'email', value: email },
      { kind: 'address', value: request.address },
    ],
    now,
  )
  const account = await findAccountByEmail(db, email)
  const isOpen = account !== undefined && account.closedAt === null
  const hash = isOpen ? account.passwordHash : null
  const isRight = await verifyPassword(request.password, hash)
  if (!isOpen || !isRight) throw new WrongCredentialsError('unknown address or wrong password')
  await succeeded()
  const { sharedComputer } = request
  const expiresAt = sessionEnd({ createdAt: now, sharedComputer }, now)
  const sessionId = newSessionId()
  await createSession(db, { id: sessionId, accountId: account.id, sharedComputer, expiresAt })
  log.info({ accountId: account.id, sessionId }, 'signed in')
  return { accountId: account.id, sessionId }
}

function newSessionId(): SessionId {
  return randomUUID() as SessionId
}
