import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

export type ScryptParameters = { cost: number; blockSize: number; parallelization: number }

/** OWASP's scrypt parameters for 32 MiB: about a tenth of a second, in Node's thread pool. */
const current: ScryptParameters = { cost: 32_768, blockSize: 8, parallelization: 3 }
const keyBytes = 32
const saltBytes = 16
/** Parameters come from stored text: a forged row must not take the memory of the server. */
const maxCost = 1_048_576

const stored = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/

/** The text to store: `scrypt$N$r$p$salt$key`, so that the parameters may change later. */
export async function hashPassword(
  password: string,
  parameters: ScryptParameters = current,
): Promise<string> {
  const salt = randomBytes(saltBytes)
  const key = await deriveKey(password, salt, parameters)
  const { cost, blockSize, parallelization } = parameters
  const parts = [cost, blockSize, parallelization, salt.toString('base64url')]
  return ['scrypt', ...parts, key.toString('base64url')].join('$')
}

/**
 * Whether `password` is the one behind `hash`, in a time that does not depend on the answer.
 *
 * `hash` is null for an unknown address or an account without a password: the same work is done, so
 * that the time of an answer does not tell which addresses exist.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parsed = hash === null ? null : parse(hash)
  const { options, salt, key } = parsed ?? decoy
  const candidate = await deriveKey(password, salt, options)
  const same = candidate.length === key.length && timingSafeEqual(candidate, key)
  return parsed !== null && same
}

type Parsed = { options: ScryptParameters; salt: Buffer; key: Buffer }

const decoy: Parsed = {
  options: current,
  salt: randomBytes(saltBytes),
  key: randomBytes(keyBytes),
}

function parse(hash: string): Parsed | null {
  const [, n, r, p, salt, key] = stored.exec(hash) ?? []
  if (salt === undefined || key === undefined) return null
  const options = { cost: Number(n), blockSize: Number(r), parallelization: Number(p) }
  if (options.cost > maxCost || options.blockSize > 32 || options.parallelization > 16) return null
  return { options, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') }
}

function deriveKey(password: string, salt: Buffer, options: ScryptParameters): Promise<Buffer> {
  const { cost, blockSize } = options
  // Accents may be typed as one character or two: the same password either way.
  const text = password.normalize('NFKC')
  const scryptOptions: ScryptOptions = { ...options, maxmem: 256 * cost * blockSize }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, keyBytes, scryptOptions, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
