import { resolve } from 'node:path'
import { z } from 'zod'
import { loopback, trustedProxies } from './client-address.ts'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const optionalUrl = z.url().optional()

const positive = z.coerce.number().int().positive()

/** Names with commas between them, each an address or a block of addresses. */
const proxies = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .refine(areProxies, 'addresses, blocks (10.0.0.0/8) or loopback, with commas between them')

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: optionalUrl,
  DATABASE_URL: optionalUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DATA_DIR: z.string().default('.data'),
  AUTH_SECRET: z.string().min(32).optional(),
  TRAME_DEMO: flag.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().optional(),
  TRAME_LOCK_FROM: z.coerce.number().int().positive().optional(),
  LOG_LEVEL: logLevel.default('info'),
  TRUSTED_PROXIES: proxies.default([loopback]),
  METRICS_TOKEN: z.string().min(16).optional(),
  SYNC_CONNECTIONS_PER_ADDRESS: positive.optional(),
  SYNC_CONNECTIONS_PER_PERSON: positive.optional(),
  SYNC_CONNECTIONS_PER_DOCUMENT: positive.optional(),
  SYNC_OPENINGS_PER_SECOND: positive.optional(),
  DRAIN_NOTICE_SECONDS: z.coerce.number().min(0).max(10).default(0),
})

/** Every variable that Trame reads, `NEXT_PHASE` and `NODE_ENV` aside, which are Next.js' own. */
export const variableNames: readonly string[] = Object.keys(schema.shape)

type Variables = Readonly<Record<string, string | undefined>>

export type Env = {
  port: number
  host: string
  /** Origin without a trailing slash, e.g. `https://trame.lycee.fr`. */
  publicUrl: string
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl: string | undefined
  /** Redis or Valkey, by which several processes tell each other of what they stored. */
  redisUrl: string | undefined
  /** Absolute path. */
  dataDir: string
  /** Absent only with the embedded database, which keeps a generated one in `dataDir`. */
  authSecret: string | undefined
  demo: boolean
  /** Absent: mails are written into `dataDir`. */
  smtpUrl: string | undefined
  /** Sender of mails: `Trame <trame@lycee.fr>`. */
  mailFrom: string
  /** Process that holds the lock of `dataDir` and hands it over: the parent that started this one. */
  lockFrom: number | undefined
  /** Whose `X-Forwarded-For` is believed: addresses, blocks and `loopback`. */
  trustedProxies: readonly string[]
  /** With it `/metrics` can be read from elsewhere than this machine. */
  metricsToken: string | undefined
  socketLimits: SocketLimits
  /** How long a stopping server says that it is not ready before it turns anyone away. */
  drainNoticeMs: number
}

/** How many sockets one process takes; absent: the default of `lib/wire/limits.ts`. */
export type SocketLimits = {
  perAddress: number | undefined
  perPerson: number | undefined
  perDocument: number | undefined
  /** Of one address, once it has used up what it may open at once. */
  openingsPerSecond: number | undefined
}

/** A variable that is missing or wrong; the message is one line that names it. */
export class EnvError extends Error {
  override name = 'EnvError'
}

/**
 * Reads the environment: the only place that touches `process.env`.
 *
 * @throws {EnvError} one line naming the first variable that is invalid or missing.
 */
export function readEnv(source: Variables = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new EnvError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const values = parsed.data
  const embedded = values.DATABASE_URL === undefined
  if (!embedded && values.AUTH_SECRET === undefined) {
    throw new EnvError('AUTH_SECRET: required with DATABASE_URL (32 characters or more)')
  }
  if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined) {
    throw new EnvError('MAIL_FROM: required with SMTP_URL (the sender of mails)')
  }
  const demo = values.TRAME_DEMO ?? embedded
  if (demo && !isLoopback(values.HOST)) {
    throw new EnvError('HOST: demo mode listens on a loopback address only (or set TRAME_DEMO=0)')
  }
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    dataDir: resolve(values.DATA_DIR),
    authSecret: values.AUTH_SECRET,
    demo,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM ?? 'Trame <trame@localhost>',
    lockFrom: values.TRAME_LOCK_FROM,
    trustedProxies: values.TRUSTED_PROXIES,
    metricsToken: values.METRICS_TOKEN,
    socketLimits: {
      perAddress: values.SYNC_CONNECTIONS_PER_ADDRESS,
      perPerson: values.SYNC_CONNECTIONS_PER_PERSON,
      perDocument: values.SYNC_CONNECTIONS_PER_DOCUMENT,
      openingsPerSecond: values.SYNC_OPENINGS_PER_SECOND,
    },
    drainNoticeMs: values.DRAIN_NOTICE_SECONDS * 1000,
  }
}

function areProxies(names: readonly string[]): boolean {
  try {
    trustedProxies(names)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The level of the log, whatever else is wrong: what reports a wrong variable must itself start. */
export function readLogLevel(source: Variables = process.env): string {
  return logLevel.catch('info').parse(source.LOG_LEVEL)
}

/** True in `next build`, whose workers load pages and must never open the database. */
export function isNextBuild(source: Variables = process.env): boolean {
  return source.NEXT_PHASE === 'phase-production-build'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
