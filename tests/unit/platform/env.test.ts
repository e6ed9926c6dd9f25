import { expect, test } from 'vitest'
import { EnvError, readEnv, readLogLevel } from '#lib/platform/env.ts'

test('nothing set means a demo on this computer, in the embedded database', () => {
  const env = readEnv({})
  expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', demo: true, databaseUrl: undefined })
  expect(env.publicUrl).toBe('http://localhost:3000')
  expect(env.dataDir).toMatch(/^\/.*\.data$/)
})

test('an empty variable is an absent one', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', TRAME_DEMO: '' })).toEqual(readEnv({}))
})

test('the public address follows the port and loses its last slash', () => {
  expect(readEnv({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
  expect(readEnv({ PUBLIC_URL: 'https://trame.example/' }).publicUrl).toBe('https://trame.example')
})

test('PostgreSQL means a real school: no demo unless it is asked for', () => {
  const real = { DATABASE_URL: 'postgres://localhost/trame', AUTH_SECRET: 'x'.repeat(32) }
  expect(readEnv(real).demo).toBe(false)
  expect(readEnv({ ...real, TRAME_DEMO: '1' }).demo).toBe(true)
  expect(readEnv({ ...real, HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
})

test.each([
  [{ PORT: '65536' }, 'PORT'],
  [{ PORT: 'many' }, 'PORT'],
  [{ PUBLIC_URL: 'trame' }, 'PUBLIC_URL'],
  [{ TRAME_DEMO: 'yes' }, 'TRAME_DEMO'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
  [{ DATABASE_URL: 'postgres://localhost/trame' }, 'AUTH_SECRET'],
  [{ HOST: '0.0.0.0' }, 'HOST'],
  [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL'],
  [{ SMTP_URL: 'http://mail.example', MAIL_FROM: 'trame@mail.example' }, 'SMTP_URL'],
  [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM'],
  [{ HOST: '127.0.0.1.example', TRAME_DEMO: '1' }, 'HOST'],
  [{ TRUSTED_PROXIES: 'loopback, proxy.example' }, 'TRUSTED_PROXIES'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
  [{ SYNC_CONNECTIONS_PER_ADDRESS: '0' }, 'SYNC_CONNECTIONS_PER_ADDRESS'],
  [{ DRAIN_NOTICE_SECONDS: '60' }, 'DRAIN_NOTICE_SECONDS'],
])('%j is refused in one line that names the variable', (source, name) => {
  expect(() => readEnv(source)).toThrow(EnvError)
  expect(() => readEnv(source)).toThrow(new RegExp(`^${name}: [^\\n]+$`))
})

test('the log starts whatever is wrong, so that it can be told', () => {
  expect(readLogLevel({ PORT: 'many', LOG_LEVEL: 'warn' })).toBe('warn')
  expect(readLogLevel({ LOG_LEVEL: 'loud' })).toBe('info')
  expect(readLogLevel({})).toBe('info')
})
