import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from './repository-root.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Runs one vitest project and counts what it did.
 *
 * @param {{ project: string, node: { path: string } }} options
 * @returns {Promise<{ passed: number, failed: string[], skipped: string[] }>}
 */
export async function runVitest({ project, node }) {
  const cache = join(repositoryRoot, '.cache')
  const report = join(cache, `test-${project}.json`)
  await mkdir(cache, { recursive: true })
  await rm(report, { force: true })
  const code = await runCommand(
    node.path,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=./scripts/count-reporter.mjs',
    ],
    { cwd: repositoryRoot, env: { ...process.env, TRAME_TEST_REPORT: report } },
  )
  if (!existsSync(report)) {
    return { passed: 0, failed: [`${project}: vitest ended with ${code}, no report`], skipped: [] }
  }
  const counted = JSON.parse(await readFile(report, 'utf8'))
  if (code !== 0 && counted.failed.length === 0) {
    counted.failed.push(`${project}: vitest ended with ${code}`)
  }
  return counted
}
