import type { BenchPostgres } from './bench-postgres.ts'
import type { BenchServer, Needs, ServerName } from './bench-server.ts'
import { startPeerServer } from './start-peer-server.ts'
import { startTrameServer } from './start-trame-server.ts'

export function startServer(
  name: ServerName,
  needs: Needs & { postgres: BenchPostgres },
): Promise<BenchServer> {
  switch (name) {
    case 'postgres':
      return startTrameServer(needs.postgres, needs)
    case 'embedded':
      return startTrameServer(null, needs)
    default:
      return startPeerServer(name, needs)
  }
}
