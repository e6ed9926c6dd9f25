import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { acquireDataLock, DataDirInUseError, processStart } from '#lib/platform/data-lock.mjs'

const module = new URL('../../lib/platform/data-lock.mjs', import.meta.url).href

/**
 * Waits for a line, tries to take the lock and says how it went; at the next line it releases the
 * lock. It ends with its input.
 */
const taker = `
import { createInterface } from 'node:readline'
const { acquireDataLock } = await import(${JSON.stringify(module)})
const [dataDir, inheritFrom] = process.argv.slice(1)
const options = inheritFrom ? { inheritFrom: Number(inheritFrom) } : {}
let lock
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  try {
    if (lock) lock.release()
    lock ??= acquireDataLock(dataDir, options)
    console.log('done')
  } catch (error) {
    console.log(error.code + ' ' + error.message)
  }
}`

function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'trame-lock-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return dataDir
}

type Taker = { process: ChildProcess; say(): Promise<string>; kill(): Promise<void> }

async function startTaker(dataDir: string, inheritFrom = ''): Promise<Taker> {
  const args = ['--input-type=module', '-e', taker, dataDir, inheritFrom]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    process: child,
    say: async () => {
      child.stdin.write('go\n')
      return (await lines.next()).value ?? ''
    },
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

test('a second process is refused with one line that names the holder', async () => {
  const dataDir = newDataDir()
  const [first, second] = await Promise.all([startTaker(dataDir), startTaker(dataDir)])
  expect(await first.say()).toBe('done')
  const refusal = await second.say()
  expect(refusal).toContain('data_dir_in_use DATA_DIR: ')
  expect(refusal).toContain(`process ${first.process.pid}`)
})

test('the same process is refused a second time too', () => {
  const dataDir = newDataDir()
  const lock = acquireDataLock(dataDir)
  expect(() => acquireDataLock(dataDir)).toThrow(DataDirInUseError)
  lock.release()
  acquireDataLock(dataDir).release()
})

test('a released lock, and the lock of a killed process, can be taken', async () => {
  const dataDir = newDataDir()
  const takers = await Promise.all([1, 2, 3].map(() => startTaker(dataDir)))
  const [first, second, third] = takers
  if (!first || !second || !third) throw new Error('three takers')
  expect([await first.say(), await first.say()]).toEqual(['done', 'done'])
  expect(await second.say()).toBe('done')
  await second.kill()
  expect(await third.say()).toBe('done')
})

test('a pid that the system gave to another process since does not hold the lock', () => {
  const dataDir = newDataDir()
  mkdirSync(join(dataDir, 'lock'))
  const holder = { pid: process.pid, start: 'another-boot:42', released: false }
  writeFileSync(join(dataDir, 'lock', '7'), JSON.stringify(holder))
  acquireDataLock(dataDir).release()
  expect(readdirSync(join(dataDir, 'lock'))).toContain('8')
})

test('a lock file that a power failure emptied holds nothing', () => {
  const dataDir = newDataDir()
  mkdirSync(join(dataDir, 'lock'))
  writeFileSync(join(dataDir, 'lock', '3'), '')
  acquireDataLock(dataDir).release()
  expect(readdirSync(join(dataDir, 'lock'))).toContain('4')
})

test('of many processes that take over a dead lock at once, exactly one wins, round after round', async () => {
  const dataDir = newDataDir()
  const holder = await startTaker(dataDir)
  expect(await holder.say()).toBe('done')
  await holder.kill()
  for (let round = 0; round < 4; round += 1) {
    const takers = await Promise.all(Array.from({ length: 8 }, () => startTaker(dataDir)))
    const answers = await Promise.all(takers.map((each) => each.say()))
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    expect(answers.filter((answer) => answer.startsWith('data_dir_in_use'))).toHaveLength(7)
    await Promise.all(takers.map((each) => each.kill()))
  }
  const files = readdirSync(join(dataDir, 'lock'))
  expect(files.filter((name) => name.startsWith('draft'))).toEqual([])
})

test('a parent hands its lock to its child, and releasing it no longer frees it', async () => {
  const dataDir = newDataDir()
  const lock = acquireDataLock(dataDir)
  const child = await startTaker(dataDir, String(process.pid))
  expect(await child.say()).toBe('done')
  lock.release()
  expect(() => acquireDataLock(dataDir)).toThrow(`process ${child.process.pid}`)
  await child.kill()
  acquireDataLock(dataDir).release()
})

test('a process is handed nothing by one that is not its parent', async () => {
  const dataDir = newDataDir()
  const holder = await startTaker(dataDir)
  expect(await holder.say()).toBe('done')
  const other = await startTaker(dataDir, String(holder.process.pid))
  expect(await other.say()).toContain('data_dir_in_use')
})

test('a living process has one identity, and a pid of no process none', () => {
  expect(processStart(process.pid)).toBe(processStart(process.pid))
  expect(processStart(2 ** 22 + 1)).toBeNull()
})
