import type { AccountId } from '#lib/domain/ids.ts'
import { storableText } from '#lib/domain/storable-text.ts'
import type { LogEntry, ReturnedText } from '#server/store/update-log.ts'
import type { LostWords } from './lost-words.ts'

type Owners = { ownerOf(clientId: number): AccountId | undefined }

/** What an update did, as the log takes it: the lost words go with the first row. */
export function logEntries(
  { added, lost }: { added: readonly Uint8Array[]; lost: readonly LostWords[] },
  accountId: AccountId,
  owners: Owners,
): LogEntry[] {
  return added.map((data, index) => ({
    data,
    accountId,
    returned: index === 0 ? returnedTexts(lost, accountId, owners) : [],
  }))
}

/** Lost words as the log takes them; `accountId` is whose update it was. */
export function returnedTexts(
  lost: readonly LostWords[],
  accountId: AccountId,
  owners: Owners,
): ReturnedText[] {
  return lost.map((words) => returnedText(words, accountId, owners))
}

export function givesBack({ returned = [] }: LogEntry): boolean {
  return returned.length > 0
}

function returnedText(
  { isDeletedBySender, ...words }: LostWords,
  sender: AccountId,
  owners: Owners,
): ReturnedText {
  return {
    ...words,
    authorId: owners.ownerOf(words.clientId) ?? sender,
    deletedBy: isDeletedBySender ? sender : null,
    text: storableText(words.text),
    before: storableText(words.before),
    after: storableText(words.after),
  }
}
