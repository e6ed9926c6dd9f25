import type { ProjectId, SessionId } from '#lib/domain/ids.ts'
import { isFrozen, type ProjectStatus, type Role } from '#lib/domain/roles.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import type { Events } from '#server/metrics/events.ts'
import type { Connection } from './connection.ts'
import type { Room } from './room.ts'
import { setFrozen } from './set-frozen.ts'

export type AccessPair = { readonly sessionId: SessionId; readonly projectId: ProjectId }
export type Access = AccessPair & { readonly role: Role | null; readonly status: ProjectStatus }

export type AccessCheckOptions = {
  readonly connections: Iterable<Connection>
  /** Whose session is live, and what they are in the project; who is absent has no session. */
  readonly accessOf: (pairs: readonly AccessPair[]) => Promise<readonly Access[]>
  /** The session is being used: it must not end in the middle of a sentence. */
  readonly noteActivity: (sessionId: SessionId) => Promise<void>
  readonly findRoom: (projectId: ProjectId) => Room | undefined
  readonly events: Events
}

/** Pairs of one query: while its answer is read, nobody's words are passed on. */
const pairsAtOnce = 500

/** How many checks lie between two prolongations of a session. */
const checksPerActivity = 40

/**
 * Closes the connections of people whose right is gone, by few queries for all that are open (R9). A
 * database that does not answer closes nobody.
 */
export class AccessCheck {
  readonly #options: AccessCheckOptions
  readonly #statuses = new Map<ProjectId, ProjectStatus>()
  #running: Promise<void> | null = null
  #isAsked = false
  #checks = 0

  constructor(options: AccessCheckOptions) {
    this.#options = options
  }

  /** Resolves once rights were looked at after the call. Never rejects. */
  run(): Promise<void> {
    this.#isAsked = true
    this.#running ??= Promise.resolve().then(() => this.#runUntilDone())
    return this.#running
  }

  async #runUntilDone(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false
      await this.#runOnce()
    }
    this.#running = null
  }

  async #runOnce(): Promise<void> {
    try {
      const admitted = [...this.#options.connections].filter(({ admission }) => admission !== null)
      await this.#check(admitted)
      this.#checks += 1
      if (this.#checks % checksPerActivity === 0) await this.#noteActivity(admitted)
    } catch (error) {
      this.#options.events.failed('access check', error)
    }
  }

  async #check(connections: readonly Connection[]): Promise<void> {
    const pairs = new Map<string, AccessPair>()
    for (const { admission } of connections) {
      if (admission !== null) pairs.set(keyOf(admission), admission)
    }
    if (pairs.size === 0) return
    const asked = [...pairs.values()].map(({ sessionId, projectId }) => ({ sessionId, projectId }))
    const answers = new Map<string, Access>()
    for (let start = 0; start < asked.length; start += pairsAtOnce) {
      const some = asked.slice(start, start + pairsAtOnce)
      for (const access of await this.#options.accessOf(some)) answers.set(keyOf(access), access)
    }
    for (const connection of connections) judge(connection, answers)
    for (const access of answers.values()) this.#noteStatus(access)
  }

  /** Only a change is told: a document that was frozen by itself stays so. */
  #noteStatus({ projectId, status }: Access): void {
    const known = this.#statuses.get(projectId)
    this.#statuses.set(projectId, status)
    if (known === undefined ? !isFrozen({ status }) : known === status) return
    const room = this.#options.findRoom(projectId)
    if (room !== undefined) setFrozen(room, isFrozen({ status }))
  }

  async #noteActivity(connections: readonly Connection[]): Promise<void> {
    const active = connections.filter((connection) => connection.takeActivity())
    const sessions = new Set(active.flatMap(({ admission }) => admission?.sessionId ?? []))
    for (const sessionId of sessions) await this.#options.noteActivity(sessionId)
  }
}

function judge(connection: Connection, answers: ReadonlyMap<string, Access>): void {
  const { admission } = connection
  if (admission === null) return
  const access = answers.get(keyOf(admission))
  if (access === undefined) connection.close(closeCodes.signedOut, 'signed out')
  else if (access.role === null) connection.close(closeCodes.notAllowed, 'no role')
  else if (access.role !== connection.person.role)
    connection.close(closeCodes.tryAgain, 'other role')
}

function keyOf({ sessionId, projectId }: AccessPair): string {
  return `${sessionId} ${projectId}`
}
