import { closeCodes } from '#lib/wire/close-codes.ts'
import { limits } from '#lib/wire/limits.ts'
import type { Admission, Connection } from './connection.ts'

/**
 * Every open connection of the process, counted by network address, person and document: none of
 * them may take all the sockets.
 */
export class Connections {
  readonly #addresses = new Map<Connection, string>()

  get size(): number {
    return this.#addresses.size
  }

  [Symbol.iterator](): IterableIterator<Connection> {
    return this.#addresses.keys()
  }

  /** False when the address has too many: the connection is not counted. */
  add(connection: Connection, address: string): boolean {
    let open = 0
    for (const other of this.#addresses.values()) if (other === address) open += 1
    if (open >= limits.connectionsPerAddress) return false
    this.#addresses.set(connection, address)
    return true
  }

  remove(connection: Connection): void {
    this.#addresses.delete(connection)
  }

  /** Whether one more for this person and document is too many. */
  isFull({ person, projectId }: Admission): boolean {
    let ofPerson = 0
    let ofDocument = 0
    for (const { admission } of this) {
      if (admission?.person.accountId === person.accountId) ofPerson += 1
      if (admission?.projectId === projectId) ofDocument += 1
    }
    return ofPerson >= limits.connectionsPerAccount || ofDocument >= limits.connectionsPerDocument
  }

  beat(): void {
    for (const connection of this) connection.beat()
  }

  closeAll(): void {
    for (const connection of [...this]) connection.close(closeCodes.restarting, 'restarting')
  }
}
