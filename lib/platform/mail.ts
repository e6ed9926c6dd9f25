import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Env, readEnv } from './env.ts'

export type Mail = { to: string; subject: string; text: string }

/** The mail server did not take a mail; `cause` is its answer. */
export class MailError extends Error {
  override name = 'MailError'
}

/** Nobody waits minutes for a mail server that is away. */
const patienceMs = 10_000

/** Whether mails leave this machine; otherwise they are files that an administrator can read. */
export function sendsMail(): boolean {
  return readEnv().smtpUrl !== undefined
}

/**
 * Sends a mail through `SMTP_URL`, or writes it to `mail/*.eml` of the data folder.
 *
 * @throws {MailError} the mail server is away, or refuses.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const env = readEnv()
  if (env.smtpUrl === undefined) return fileMail(env, mail)
  const [{ createTransport }, { default: SmtpTransport }] = await Promise.all([
    import('nodemailer'),
    import('nodemailer/lib/smtp-transport/index.js'),
  ])
  const transport = createTransport(
    new SmtpTransport({
      url: env.smtpUrl,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    }),
  )
  try {
    await transport.sendMail(composed(env, mail))
  } catch (cause) {
    throw new MailError('the mail server did not take it', { cause })
  } finally {
    transport.close()
  }
}

async function fileMail(env: Env, mail: Mail): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({ streamTransport: true, buffer: true })
  const { message } = await transport.sendMail(composed(env, mail))
  const folder = join(env.dataDir, 'mail')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = `${new Date().toISOString().replaceAll(':', '')}-${randomUUID().slice(0, 8)}.eml`
  await writeFile(join(folder, name), message, { mode: 0o600, flag: 'wx' })
}

/** Text alone, and nothing that a name could make it read from a file or an address. */
function composed(env: Env, mail: Mail) {
  return { ...mail, from: env.mailFrom, disableFileAccess: true, disableUrlAccess: true }
}
