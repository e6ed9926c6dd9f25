import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/** vitest reporter: writes what was counted, with the reason of each skip, for `run-vitest.mjs`. */
export default class CountReporter {
  /** Called by vitest once, when every file has run. */
  onTestRunEnd(modules, unhandledErrors) {
    const counted = { passed: 0, failed: [], skipped: [] }
    for (const module of modules) count(module, counted)
    for (const error of unhandledErrors) counted.failed.push(`outside the tests: ${error.message}`)
    const output = process.env.TRAME_TEST_REPORT
    if (output) writeFileSync(output, JSON.stringify(counted))
  }
}

function count(module, counted) {
  const file = relative(process.cwd(), module.moduleId)
  for (const test of module.children.allTests()) {
    const { state, note } = test.result()
    const name = `${file} › ${test.fullName}`
    if (state === 'passed') counted.passed += 1
    else if (state === 'failed') counted.failed.push(name)
    else counted.skipped.push(`${name} (${note ?? 'no reason given'})`)
  }
  // A file or a suite can fail without any test of it doing so: an import, a hook.
  for (const error of errorsOf(module)) {
    counted.failed.push(`${file} (${String(error.message).split('\n', 1)[0]})`)
  }
}

function errorsOf(module) {
  const suites = [...module.children.allSuites()]
  return [module, ...suites].flatMap((task) => task.errors())
}
