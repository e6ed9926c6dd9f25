import type { Clock } from '#lib/platform/clock.ts'
import type { SocketLimits as Settings } from '#lib/platform/env.ts'
import { limits } from '#lib/wire/limits.ts'
import type { Admission } from './connection.ts'
import { OpeningRate } from './opening-rate.ts'

/**
 * How many sockets one network address, one person and one document have: none may take them all. A
 * whole school can be one address, so that the limit of an address is wide, and what it opens anew
 * is limited in time besides (T2).
 */
export class SocketLimits {
  readonly #perAddress: Tally
  readonly #perPerson: Tally
  readonly #perDocument: Tally
  readonly #rate: OpeningRate

  constructor(settings: Partial<Settings>, clock: Clock) {
    const perAddress = settings.perAddress ?? limits.connectionsPerAddress
    const perSecond = settings.openingsPerSecond ?? limits.openingsPerSecond
    this.#perAddress = new Tally(perAddress)
    this.#perPerson = new Tally(settings.perPerson ?? limits.connectionsPerAccount)
    this.#perDocument = new Tally(settings.perDocument ?? limits.connectionsPerDocument)
    // After a restart all that an address may have comes at once.
    this.#rate = new OpeningRate({ burst: perAddress, perSecond, clock })
  }

  /** False when the address has too many, or opens them too fast: the socket is not counted. */
  open(address: string): boolean {
    if (!this.#perAddress.hasRoom(address) || !this.#rate.take(address)) return false
    this.#perAddress.add(address)
    return true
  }

  close(address: string): void {
    this.#perAddress.remove(address)
  }

  /** False when the person or the document has too many: nothing is counted. */
  enter({ person, projectId }: Admission): boolean {
    const { accountId } = person
    if (!this.#perPerson.hasRoom(accountId) || !this.#perDocument.hasRoom(projectId)) return false
    this.#perPerson.add(accountId)
    this.#perDocument.add(projectId)
    return true
  }

  leave({ person, projectId }: Admission): void {
    this.#perPerson.remove(person.accountId)
    this.#perDocument.remove(projectId)
  }
}

class Tally {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  hasRoom(key: string): boolean {
    return (this.#counts.get(key) ?? 0) < this.#most
  }

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  remove(key: string): void {
    const count = (this.#counts.get(key) ?? 0) - 1
    if (count > 0) this.#counts.set(key, count)
    else this.#counts.delete(key)
  }
}
