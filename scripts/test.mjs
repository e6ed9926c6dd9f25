/**
 * `npm test`: installs what is missing and runs every layer, the cheap ones first. The application
 * is built beside the layer that waits most for its databases.
 *
 * Goes on after a failed layer, and ends with one line that counts everything.
 */
import { rm } from 'node:fs/promises'
import { buildApp } from './build-app.mjs'
import { findChromium } from './find-chromium.mjs'
import { installPackages } from './install-packages.mjs'
import { nodeRuntime } from './node-runtime.mjs'
import { onlyOnePreparation } from './only-one-preparation.mjs'
import { repositoryRoot } from './repository-root.mjs'
import { interruption, runCommand } from './run-command.mjs'
import { runVitest } from './run-vitest.mjs'
import { testEnvironment } from './test-environment.mjs'

const buildDir = '.next-test'

/** What each layer counted; `skipped` and `failed` hold what to print. */
const results = []

async function test() {
  process.chdir(repositoryRoot)
  Object.assign(process.env, testEnvironment(buildDir))
  const node = await onlyOnePreparation(async () => {
    await installPackages()
    return nodeRuntime()
  })
  const run = (...args) => runCommand(node.path, args)
  const bin = (path) => `node_modules/${path}`

  await check('lint', () => run(bin('@biomejs/biome/bin/biome'), 'check', '.'))
  await check('types', async () => {
    const generated = await run(bin('next/dist/bin/next'), 'typegen')
    return generated === 0 ? run(bin('typescript/bin/tsc'), '--noEmit') : generated
  })
  await check('imports', () => run(bin('dependency-cruiser/bin/dependency-cruise.mjs'), ...cruise))
  await vitest('unit', node)
  const building = build(node)
  await vitest('contract', node)
  const built = await check('build', () => building.then(tell))
  await vitest('integration', node)
  await browser(node, built)
  return summary()
}

const cruise = [
  '--config',
  '.dependency-cruiser.cjs',
  'app',
  'db',
  'lib',
  'server',
  'scripts',
  'tests',
]

/** A layer that is one check. */
async function check(name, run) {
  title(name)
  const code = await run()
  const result = { name, passed: 0, failed: [], skipped: [] }
  if (code === 0) result.passed = 1
  else result.failed.push(`${name}: exit code ${code}`)
  results.push(result)
  return code === 0
}

async function vitest(name, node) {
  title(name)
  results.push({ name, ...(await runVitest({ project: name, node })) })
}

/** Beside a layer, whose output it must not cut: what it has to say is told at the end. */
async function build(node) {
  const lines = []
  const say = (line) => lines.push(line)
  try {
    await onlyOnePreparation(() => buildApp({ node, buildDir, say }))
    return { code: 0, lines }
  } catch (error) {
    return { code: 1, lines: [...lines, error.message] }
  }
}

function tell({ code, lines }) {
  for (const line of lines) console.log(line)
  return code
}

async function browser(node, built) {
  const name = 'browser'
  if (!built) {
    title(name)
    results.push({ name, passed: 0, failed: ['browser: there is no build to test'], skipped: [] })
    return
  }
  const chromium = await findChromium({ install: true })
  if (chromium.path === null) {
    title(name)
    results.push({ name, passed: 0, failed: [], skipped: [`browser: ${chromium.reason}`] })
    return
  }
  process.env.CHROMIUM_PATH = chromium.path
  title(`${name} (${chromium.path}, ${chromium.origin})`)
  results.push({ name, ...(await runVitest({ project: 'e2e', node })) })
}

function title(name) {
  console.log(`\n== ${name} ==`)
}

function summary() {
  const failed = results.flatMap((result) => result.failed)
  const skipped = results.flatMap((result) => result.skipped)
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  title('summary')
  for (const { name, ...layer } of results) {
    console.log(`${name}: ${count(layer.passed, layer.failed.length, layer.skipped.length)}`)
  }
  for (const line of failed) console.log(`failed: ${line}`)
  for (const line of skipped) console.log(`skipped: ${line}`)
  console.log(`\n${count(passed, failed.length, skipped.length)}`)
  return failed.length === 0 ? 0 : 1
}

function count(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

test()
  .catch((error) => {
    console.error(`The tests cannot run: ${error.message}`)
    return 1
  })
  .then(async (code) => {
    await rm('.data-test', { recursive: true, force: true })
    process.exitCode = interruption() ? 130 : code
  })
