import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { AccountId, ProjectId, SessionId } from '#lib/domain/ids.ts'
import { can, type Role } from '#lib/domain/roles.ts'
import type { Clock } from '#lib/platform/clock.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import { limits } from '#lib/wire/limits.ts'
import { addressOf } from '#server/http.ts'
import type { Events } from '#server/metrics/events.ts'
import { type Admission, Connection } from './connection.ts'
import { Connections } from './connections.ts'
import { HttpLines } from './fallback/http-lines.ts'
import { OpeningDeadline } from './opening-deadline.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import type { SocketLimits } from './socket-limits.ts'
import { type Denial, deny, isDenial, readSyncRequest, type SyncRequest } from './sync-request.ts'
import { WebSocketWire } from './web-socket-wire.ts'
import type { Wire } from './wire.ts'

/** The person behind a cookie. */
export type Visitor = {
  readonly accountId: AccountId
  readonly sessionId: SessionId
  readonly firstName: string
  readonly lastName: string
}

export type SyncServerOptions = {
  readonly rooms: Rooms
  readonly limits: SocketLimits
  /** Origin of the pages, e.g. `https://trame.lycee.fr`. */
  readonly publicUrl: string
  /** Who sends this cookie; null when nobody is signed in. */
  readonly readSession: (cookie: string | undefined) => Promise<Visitor | null>
  /** What the person is in the project; undefined when there is no such project. */
  readonly findRole: (
    projectId: ProjectId,
    accountId: AccountId,
  ) => Promise<Role | null | undefined>
  readonly clock: Clock
  readonly events: Events
}

/**
 * Takes the sockets of `/sync/`, and what comes over HTTP in their place. A socket is accepted at
 * once, so that a browser learns the close code, and listened to at once, so that no frame is missed;
 * then it is asked who it is.
 */
export class SyncServer {
  readonly connections: Connections
  readonly #options: SyncServerOptions
  // Frames over the limit are judged by the connection, which closes with a code of ours; far over
  // it, they are not even read.
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 2 * limits.frameBytes,
    perMessageDeflate: false,
  })
  readonly #lines: HttpLines
  #isDraining = false

  constructor(options: SyncServerOptions) {
    this.#options = options
    this.connections = new Connections(options.limits)
    this.#lines = new HttpLines({
      publicUrl: options.publicUrl,
      connect: (wire) => this.#connect(wire),
      welcome: (connection, request) => this.#welcome(connection, request),
      onFailed: (error) => options.events.failed('a line over HTTP', error),
    })
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      void this.#welcome(this.#attach(webSocket, socket), request)
    })
  }

  /** A request below `/sync/` that is no upgrade. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#lines.handle(request, response)
  }

  /** Takes nobody any more; who is there stays until `connections.closeAll`. */
  stopTaking(): void {
    this.#isDraining = true
  }

  /** Resolves once no socket and no line is left. */
  async closed(): Promise<void> {
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()))
    await this.#lines.ended()
  }

  async #welcome(connection: Connection, request: IncomingMessage): Promise<void> {
    const deadline = new OpeningDeadline(connection)
    try {
      const denial = await this.#admit(connection, request, deadline)
      if (denial !== null) connection.close(denial.code, denial.reason)
    } catch (error) {
      this.#options.events.failed('opening a connection', error)
      connection.close(closeCodes.tryAgain, 'internal')
    } finally {
      deadline.met()
    }
  }

  #connect(wire: Wire): Connection {
    const { clock, events } = this.#options
    return new Connection({ wire, clock, events, onClosed: (closed) => this.#forget(closed) })
  }

  #attach(webSocket: WebSocket, stream: Duplex): Connection {
    const connection = this.#connect(new WebSocketWire(webSocket, stream))
    webSocket.on('message', (data: RawData, isBinary: boolean) => {
      if (isBinary) connection.receive(ownBytes(data))
      else connection.close(closeCodes.malformed, 'text frame')
    })
    // Its reason is text of the client's: it goes into no log.
    webSocket.on('close', (code) => connection.closed(code, 'closed by the client'))
    // What is wrong with a socket also closes it.
    webSocket.on('error', (error) => connection.closed(1006, error.message))
    return connection
  }

  #forget(connection: Connection): void {
    this.connections.remove(connection)
    if (connection.room !== null) this.#options.rooms.leave(connection.room, connection)
  }

  async #admit(
    connection: Connection,
    request: IncomingMessage,
    deadline: OpeningDeadline,
  ): Promise<Denial | null> {
    if (this.#isDraining) return deny('restarting', 'restarting')
    if (!this.connections.add(connection, addressOf(request))) {
      return deny('tryAgain', 'too many connections from here')
    }
    const asked = readSyncRequest(request, this.#options.publicUrl)
    if (isDenial(asked)) return asked
    const admission = await this.#identify(asked, request.headers.cookie)
    if ('code' in admission) return admission
    if (connection.isClosed) return null
    if (!this.connections.admit(connection, admission)) {
      return deny('tryAgain', 'too many connections')
    }
    deadline.identified()
    this.#options.events.connectionOpened(admission.projectId, admission.person.accountId)
    return this.#enter(connection, asked)
  }

  async #identify(asked: SyncRequest, cookie: string | undefined): Promise<Admission | Denial> {
    const { projectId, ack, person } = asked
    const visitor = await this.#options.readSession(cookie)
    if (visitor === null) return deny('signedOut', 'signed out')
    const { accountId, sessionId, firstName, lastName } = visitor
    // What the page's person wrote must not be stored under this one's name.
    if (person !== null && person !== accountId) return deny('signedOut', 'other person')
    const role = await this.#options.findRole(projectId, accountId)
    if (role === undefined) return deny('notFound', 'no such project')
    if (role === null || !can({ accountId, role, isAdmin: false }, 'read')) {
      return deny('notAllowed', 'not a reader of the working version')
    }
    return { person: { accountId, firstName, lastName, role }, sessionId, projectId, ack }
  }

  async #enter(connection: Connection, asked: SyncRequest): Promise<Denial | null> {
    const { rooms } = this.#options
    const room = await rooms.join(asked.projectId, connection)
    if (room === null) return deny('notFound', 'no such project')
    const denial = this.#isDraining ? deny('restarting', 'restarting') : mismatch(asked, room)
    if (denial !== null || connection.isClosed) rooms.leave(room, connection)
    else connection.enter(room)
    return denial
  }
}

/** Before anything is exchanged: two histories that meet duplicate every word. */
function mismatch({ epoch, schema }: SyncRequest, room: Room): Denial | null {
  if (epoch !== room.epoch) return deny('wrongEpoch', 'other history')
  const isOld = schema !== null && !(schema >= room.schemaVersion)
  return isOld ? deny('clientTooOld', 'older schema') : null
}

/** A copy with a buffer of its own: ws hands out views of a buffer that several frames share. */
function ownBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
