import { Client } from 'pg'
import { startPostgres } from '#tests/support/postgres-server.ts'

/** As a server that is used: a commit is on the disk before it is answered. */
const durableSettings = ['fsync=on', 'synchronous_commit=on', 'shared_buffers=128MB']

export type BenchPostgres = {
  readonly version: string
  /** Of the process that started all the others. */
  readonly pid: number
  /** Creates an empty database and returns its URL. */
  createDatabase(): Promise<string>
  remove(): Promise<void>
}

export async function startBenchPostgres(): Promise<BenchPostgres> {
  const server = await startPostgres(durableSettings)
  const ask = async (query: string): Promise<Record<string, unknown>> => {
    const client = new Client({ connectionString: server.url })
    await client.connect()
    try {
      return (await client.query(query)).rows[0]
    } finally {
      await client.end()
    }
  }
  const { version } = await ask(`select current_setting('server_version') as version`)
  const { pid } = await ask(
    `select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as pid`,
  )
  let made = 0
  return {
    version: String(version),
    pid: Number(pid),
    createDatabase: async () => {
      made += 1
      await ask(`create database bench_${made}`)
      const address = new URL(server.url)
      address.pathname = `/bench_${made}`
      return address.href
    },
    remove: () => server.remove(),
  }
}
