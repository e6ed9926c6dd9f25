import type { VersionKeeper } from '#server/versions/version-keeper.ts'
import type { ClientOwners } from './client-owners.ts'
import { UpdateRefused } from './guard/refusal.ts'
import type { Incoming } from './guard.ts'
import type { LiveDocument } from './live-document.ts'
import type { Peer } from './peer.ts'
import type { WriteMessage, WriteOutcome } from './write-outcome.ts'

export type Judging = {
  readonly document: LiveDocument
  readonly owners: ClientOwners
  readonly versions: VersionKeeper
  readonly isFrozen: boolean
  readonly isOverdue: boolean
}

/**
 * Whether what a peer writes may be applied: the update itself when it may; an outcome when nothing
 * of it has to be; a promise when something has to be stored first, upon which to ask again.
 *
 * @throws {UpdateRefused} nothing that depends on it will ever be taken either.
 */
export function judgeWrite(
  peer: Peer,
  message: WriteMessage,
  { document, owners, versions, isFrozen, isOverdue }: Judging,
): Incoming | WriteOutcome | Promise<void> {
  const verdict = document.inspect(message.update)
  if (verdict.kind === 'no-op') return 'taken'
  if (isFrozen) throw new UpdateRefused('frozen')
  if (!peer.canWrite) throw new UpdateRefused('not_allowed')
  if (verdict.kind === 'gap') return 'gap'
  if (isOverdue) return 'overdue'
  const { accountId } = peer.person
  // In a step 2 a client hands on what others wrote; an update is its own, or it is forged.
  if (message.type === 'update') owners.checkOwn(verdict.newClocks, accountId)
  document.checkSize(message.update)
  const binding = owners.bindNew(verdict.newClocks, accountId)
  if (binding !== null) return binding
  const kept = document.isMassDeletion(verdict.incoming) ? versions.beforeDeletion() : null
  return kept ?? verdict.incoming
}
