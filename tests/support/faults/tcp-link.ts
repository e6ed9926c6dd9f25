import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

type State = 'open' | 'held' | 'cut'

/** A network between a program and a server on this machine, which a test can break. */
export class TcpLink {
  readonly port: number
  readonly #sockets: Set<Socket>
  readonly #setState: (state: State) => void

  static async to(port: number): Promise<TcpLink> {
    const sockets = new Set<Socket>()
    let state: State = 'open'
    const server = createServer((near) => {
      const far = connect(port, '127.0.0.1')
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket)
        socket.on('error', () => other.destroy())
        socket.on('close', () => {
          sockets.delete(socket)
          other.destroy()
        })
        socket.pipe(other)
        if (state === 'held') socket.pause()
      }
      if (state === 'cut') near.destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    onTestFinished(() => {
      server.close()
      for (const socket of sockets) socket.destroy()
    })
    return new TcpLink(address.port, sockets, (next) => {
      state = next
    })
  }

  private constructor(port: number, sockets: Set<Socket>, setState: (state: State) => void) {
    this.port = port
    this.#sockets = sockets
    this.#setState = setState
  }

  /** Nothing passes, and neither side is told. */
  hold(): void {
    this.#setState('held')
    for (const socket of this.#sockets) socket.pause()
  }

  /** Every connection is gone, and new ones end at once. */
  cut(): void {
    this.#setState('cut')
    for (const socket of this.#sockets) socket.destroy()
  }

  /** New connections pass; what was held arrives late. */
  mend(): void {
    this.#setState('open')
    for (const socket of this.#sockets) socket.resume()
  }
}
