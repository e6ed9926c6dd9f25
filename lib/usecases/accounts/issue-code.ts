import 'server-only'
import type { Db } from '#db/client.ts'
import { replaceAccountCode } from '#db/queries/account-code.ts'
import type { AccountId } from '#lib/domain/ids.ts'
import { accountCodeHash, accountCodeMs } from '#lib/platform/account-code.ts'
import { log } from '#lib/platform/log.ts'
import { MailError, sendMail, sendsMail } from '#lib/platform/mail.ts'
import { publicUrl } from '#lib/platform/public-url.ts'
import { generateSetupCode, shownCode } from '#lib/platform/setup-code.ts'
import { invitationMail } from './invitation-mail.ts'
import type { IssuedCode } from './issued-code.ts'

type Holder = { accountId: AccountId; email: string; firstName: string; lastName: string }

/** How the code reached its holder: `none` without a mail server, `failed` when it did not take it. */
export type Delivery = 'mail' | 'failed' | 'none'

/** Gives an account a new code, which ends the one before. Call it in a transaction. */
export async function issueCode(db: Db, holder: Holder): Promise<IssuedCode> {
  const { accountId, ...person } = holder
  const code = generateSetupCode()
  const expiresAt = new Date(Date.now() + accountCodeMs)
  await replaceAccountCode(db, {
    ...{ accountId, expiresAt },
    codeHash: accountCodeHash(code),
  })
  return {
    ...person,
    code: shownCode(code),
    expiresAt: expiresAt.toISOString(),
    address: `${publicUrl()}/premiere-connexion`,
  }
}

/** Mails the code to its holder, after the commit: a mail cannot be taken back. */
export async function deliverCode(issued: IssuedCode): Promise<Delivery> {
  try {
    await sendMail(invitationMail(issued))
    return sendsMail() ? 'mail' : 'none'
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    log.error({ err: error.cause }, 'an invitation was not sent')
    return 'failed'
  }
}
