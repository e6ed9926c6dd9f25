import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { load, machine, versionOf } from './machine.ts'
import { asMarkdown, type Outcome, type Table } from './outcome.ts'

type Run = {
  readonly startedAt: Date
  readonly postgres: string
  /** Of every scenario. */
  readonly isWhole: boolean
  /** How long each was measured. */
  readonly measureMs: number
}

/** Prints what was measured; a whole run also writes it to docs/benchmarks.md. */
export function writeReport(outcomes: readonly Outcome[], run: Run): void {
  const goals: Table = {
    title: 'Goals',
    columns: ['Work', 'Goal', 'Measured', ''],
    rows: outcomes.flatMap((outcome) =>
      outcome.goals.map(({ work, goal, measured, isReached }) => [
        work,
        goal,
        measured,
        isReached ? 'reached' : '**not reached**',
      ]),
    ),
  }
  const tables = [goals, ...outcomes.flatMap((outcome) => outcome.tables)].map(asMarkdown)
  console.log(`\n${tables.join('\n\n')}`)
  if (!run.isWhole) return
  const path = fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url))
  writeFileSync(path, `${[...preface(run), ...tables].join('\n\n')}\n`)
}

function preface({ startedAt, postgres, measureMs }: Run): string[] {
  const minutes = Math.round((Date.now() - startedAt.getTime()) / 60_000)
  return [
    '# What the sync server costs, beside others',
    `Written by \`npm run bench\` on ${startedAt.toISOString().slice(0, 10)} in ${minutes} minutes, ${measureMs / 1000} s of each load: ${machine()}, Node ${process.versions.node}, PostgreSQL ${postgres}, yjs ${versionOf('yjs')}, ws ${versionOf('ws')}. Load averages at its end: ${load()}. The run itself makes up to 2; what is more are others on the machine: times and processor time then grow for every server, and the ratios of one run say more than its figures.`,
    asMarkdown({
      title: 'Servers',
      columns: ['Row', 'Server', 'What an edit has survived when it is acknowledged'],
      rows: [
        [
          'postgres',
          'Trame, PostgreSQL',
          'a power cut: it is committed (`fsync=on`, `synchronous_commit=on`)',
        ],
        [
          'embedded',
          'Trame, PGlite in its process, which also serves pages',
          'the end of the process; PGlite does not wait for the disk',
        ],
        [
          'hocuspocus',
          `@hocuspocus/server ${versionOf('@hocuspocus/server')}`,
          'nothing: no store is configured, its best case',
        ],
        [
          'y-websocket',
          `@y/websocket-server ${versionOf('@y/websocket-server')}`,
          'nothing: no persistence is configured',
        ],
        ['relay', 'a relay on ws', 'nothing: it forwards frames and reads none, the floor'],
      ],
    }),
    `Trame runs with its guard, its rights, its log and its sessions as in production; the others check nothing and store nothing. Every server is a process of its own, and so is the generator. Its clients are the same for all: each writer builds real Yjs updates, one key each, in a paragraph of their own in a document of ten pages; who reads follows each writer's clocks in the frames, so that every delivery is seen and timed. For Trame each edit also brings a marker and gets its acknowledgement. \`cpu µs / delivery\` is the server's user and system time (\`/proc\`) over edits × other people; its database's is beside it. \`missing\` counts deliveries and acknowledgements that never came, and acknowledged edits that someone who came afterwards did not get. Why some goals are not reached, and what was tried: docs/performance.md.`,
  ]
}
