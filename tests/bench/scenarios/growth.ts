import { atMost, type Outcome, rounded } from '../report/outcome.ts'
import type { Bench, Scenario } from './scenario.ts'
import { measureOn } from './writing-scenario.ts'

/** What an edit costs as the document grows. */
export const growth: Scenario = { name: 'growth', run }

async function run(bench: Bench): Promise<Outcome> {
  const sizes = bench.isQuick ? [10, 100] : [10, 100, 1000]
  const costs: number[] = []
  for (const pages of sizes) {
    const crowds = { documents: 1, people: 15, writers: 15, editsPerSecond: 5, pages }
    const { cpuUsPerEdit } = await measureOn('postgres', crowds, bench)
    costs.push(cpuUsPerEdit)
    bench.say(`growth ${pages} pages: ${rounded(cpuUsPerEdit)} µs per edit`)
  }
  const [first = Number.NaN] = costs
  const rows = sizes.map((pages, index) => {
    const cost = costs[index] ?? Number.NaN
    return [String(pages), rounded(cost), rounded(cost / first)]
  })
  const columns = ['Pages', 'cpu µs / edit', 'ratio to the first']
  const value = (costs.at(-1) ?? Number.NaN) / first
  return {
    tables: [{ title: 'Cost of an edit as the document grows (15 writers × 5/s)', columns, rows }],
    goals: [atMost('cost per edit, 10 to 1,000 pages', { name: 'ratio', value, limit: 1.3 })],
  }
}
