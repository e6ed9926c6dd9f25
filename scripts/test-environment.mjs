/** Variables that would aim a test at somebody's own data, port or mail. */
const ours = [
  'AUTH_SECRET',
  'DATABASE_URL',
  'DATA_DIR',
  'HOST',
  'LOG_LEVEL',
  'MAIL_FROM',
  'NODE_ENV',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ISSUER',
  'OIDC_NAME',
  'PORT',
  'PUBLIC_URL',
  'REDIS_URL',
  'SMTP_URL',
  'TRAME_DEMO',
  'TRAME_LOCK_FROM',
]

/** Removes the product's variables from this process; returns those that the tests need. */
export function testEnvironment(buildDir) {
  for (const name of ours) delete process.env[name]
  return {
    DATA_DIR: '.data-test/unnamed',
    NEXT_TELEMETRY_DISABLED: '1',
    TRAME_BUILD_DIR: buildDir,
  }
}
