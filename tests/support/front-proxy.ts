import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type FrontProxy = {
  readonly url: string
  readonly port: number
  /** Where the processes listen: known once they are started with the proxy's address. */
  readonly pages: number[]
  /** Sockets go to each in turn, or to the next that takes them. */
  readonly sockets: number[]
}

/** One origin before several processes: `/sync/` goes to the sockets, all else to the pages. */
export async function startFrontProxy(): Promise<FrontProxy> {
  const [pages, sockets]: [number[], number[]] = [[], []]
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const [port] = url.startsWith('/sync/') ? sockets : pages
    const onward = ask({ port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    const first = turn++
    const order = sockets.map((_, index) => sockets[(first + index) % sockets.length] ?? 0)
    void handOver(request, { socket, head, order, open })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
    for (const socket of open) socket.destroy()
  })
  return { url: `http://localhost:${port}`, port, pages, sockets }
}

type Onward = { socket: Socket; head: Buffer; order: readonly number[]; open: Set<Socket> }

async function handOver(request: IncomingMessage, { socket, head, order, open }: Onward) {
  for (const port of order) {
    const onward = connect(port, '127.0.0.1')
    const isTaken = await once(onward, 'connect').then(
      () => true,
      () => false,
    )
    if (!isTaken) continue
    for (const end of [socket, onward]) {
      open.add(end)
      end.on('error', () => end.destroy())
    }
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
    const pairs = request.rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${request.rawHeaders[index + 1]}`] : [],
    )
    onward.write(`GET ${request.url} HTTP/1.1\r\n${pairs.join('\r\n')}\r\n\r\n`)
    onward.write(head)
    socket.pipe(onward).pipe(socket)
    return
  }
  socket.destroy()
}
