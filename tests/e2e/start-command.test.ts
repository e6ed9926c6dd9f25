import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { nodeRuntime } from '#scripts/node-runtime.mjs'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { freePort, newDataDir, removeData } from '#tests/support/start-trame.ts'

test('npm start serves, a second start on the same data is refused, and Ctrl-C ends it with 0', async () => {
  const dataDir = await newDataDir({ demo: true })
  const port = await freePort()
  const first = start({ DATA_DIR: dataDir, PORT: String(port) })
  await first.printed(`http://localhost:${port}`)
  const page = await fetch(`http://localhost:${port}/`)
  expect(page.status).toBe(200)

  const second = start({ DATA_DIR: dataDir, PORT: String(await freePort()) })
  expect(await second.ended).toBe(1)
  expect(second.lines()).toEqual([
    expect.stringMatching(/^Trame cannot start: DATA_DIR: .* in use/),
  ])

  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)

  const third = start({ DATA_DIR: dataDir, PORT: String(port) })
  await third.printed(`http://localhost:${port}`)
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
})

test('a wrong variable stops the start with one line that names it', async () => {
  const started = start({ DATA_DIR: await newDataDir({ demo: false }), PORT: '99999' })
  expect(await started.ended).toBe(1)
  expect(started.lines()).toEqual([expect.stringMatching(/^Trame cannot start: PORT: /)])
})

type Started = {
  child: ChildProcess
  ended: Promise<number | null>
  lines(): string[]
  /** Resolves once the output holds this text; rejects when the command ends without it. */
  printed(text: string): Promise<void>
}

/** Runs what `npm start` runs, on the build of the browser tests. */
function start(env: { DATA_DIR: string; PORT: string }): Started {
  const child = spawn(nodeRuntime().path, ['scripts/start.mjs'], {
    cwd: repositoryRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
    await removeData({ dataDir: env.DATA_DIR })
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += String(chunk)
      child.emit('printed')
    })
  }
  const ended = once(child, 'close').then(() => child.exitCode)
  const printed = async (text: string) => {
    const over = ended.then(() => 'ended')
    while (!output.includes(text)) {
      if ((await Promise.race([once(child, 'printed'), over])) === 'ended') throw new Error(output)
    }
  }
  return { child, ended, printed, lines: () => output.trim().split('\n') }
}
