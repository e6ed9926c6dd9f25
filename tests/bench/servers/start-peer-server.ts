import { fork } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '#tests/support/start-trame.ts'
import type { BenchServer, Needs, ServerName } from './bench-server.ts'

type PeerName = Exclude<ServerName, 'postgres' | 'embedded'>

/** A server of others, without a database: documents exist once someone brings them. */
export async function startPeerServer(name: PeerName, needs: Needs): Promise<BenchServer> {
  const port = await freePort()
  const server = fork(new URL(`./${name}-process.ts`, import.meta.url), {
    env: {
      ...process.env,
      NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS ?? '',
      NODE_ENV: 'production',
      PORT: String(port),
    },
  })
  await once(server, 'message')
  const documentNames = Array.from({ length: needs.documents }, (_, index) => `bench-${index}`)
  return {
    name,
    wire: name === 'hocuspocus' ? 'hocuspocus' : 'yjs',
    pid: server.pid ?? 0,
    databasePid: null,
    acknowledges: false,
    isAnswered: name !== 'relay',
    isStored: name === 'relay',
    documentNames,
    address: (document) => ({
      url: `ws://127.0.0.1:${port}/${documentNames[document]}`,
      headers: {},
    }),
    stop: async () => {
      server.kill('SIGKILL')
      await once(server, 'exit')
    },
  }
}
