import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longer than their size tells: begun late, they would run alone at the end. */
const slow = [
  'e2e/editor-durability',
  'e2e/five-writers',
  'e2e/versions',
  'e2e/editor-appearance',
  'e2e/editor-returned-text',
  'integration/server/faults/kill',
  'integration/server/start',
  'integration/server/faults/nodes',
  'integration/open-database',
  'integration/auth/http',
  'unit/server/fuzz/sessions',
  'unit/platform/password',
]

/** Vitest's order, in a clone that has no times yet by size, but what is known to be slow first. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isSlow = ({ moduleId }: TestSpecification) =>
      slow.some((path) => moduleId.endsWith(`/tests/${path}.test.ts`))
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))]
  }
}
