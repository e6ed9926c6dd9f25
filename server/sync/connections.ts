import { closeCodes } from '#lib/wire/close-codes.ts'
import type { Admission, Connection } from './connection.ts'
import type { SocketLimits } from './socket-limits.ts'

/** Every open connection of the process, counted from its first moment to its last. */
export class Connections {
  readonly #limits: SocketLimits
  readonly #addresses = new Map<Connection, string>()

  constructor(limits: SocketLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#addresses.size
  }

  [Symbol.iterator](): IterableIterator<Connection> {
    return this.#addresses.keys()
  }

  /** False when the address has too many: the connection is not counted. */
  add(connection: Connection, address: string): boolean {
    if (!this.#limits.open(address)) return false
    this.#addresses.set(connection, address)
    return true
  }

  /** Says who it is. False when the person or the document has too many. */
  admit(connection: Connection, admission: Admission): boolean {
    if (!this.#limits.enter(admission)) return false
    connection.admit(admission)
    return true
  }

  remove(connection: Connection): void {
    const address = this.#addresses.get(connection)
    if (address === undefined) return
    this.#addresses.delete(connection)
    this.#limits.close(address)
    if (connection.admission !== null) this.#limits.leave(connection.admission)
  }

  beat(): void {
    for (const connection of this) connection.beat()
  }

  closeAll(): void {
    for (const connection of [...this]) connection.close(closeCodes.restarting, 'restarting')
  }
}
