import * as encoding from 'lib0/encoding'
import { type AccountId, parseAccountId } from '#lib/domain/ids.ts'
import { FrameReader, ProtocolError } from '#server/sync/frame-reader.ts'

/** Rows that a node stored. Without `rows` they are to be read: they were too large to be sent. */
export type StoredRows = {
  readonly firstSeq: number
  readonly lastSeq: number
  readonly rows: readonly StoredRow[] | null
}
export type StoredRow = { readonly data: Uint8Array; readonly accountId: AccountId }

/** One person on another node: a state that its server made (A2), JSON text. */
export type PresentElsewhere = {
  readonly clientId: number
  readonly clock: number
  readonly accountId: AccountId
  readonly color: number
  /** Null: they left. */
  readonly state: string | null
}

export type PresenceMessage =
  /** Those whose state is new. */
  | { readonly type: 'present'; readonly people: readonly PresentElsewhere[] }
  /** All who are on that node: whoever of it is not among them has left. */
  | { readonly type: 'present-all'; readonly people: readonly PresentElsewhere[] }
  /** A room was opened: who is on the other nodes? */
  | { readonly type: 'who-is-there' }

/** What a room itself brings about beside the text, and pages ask for again. */
export type Happening = (typeof happenings)[number]
const happenings = ['versions', 'returned-texts'] as const

/** What the rooms of one document on several nodes tell each other. */
export type RoomMessage =
  | ({ readonly type: 'stored'; readonly epoch: number } & StoredRows)
  | { readonly type: 'happened'; readonly what: Happening }
  | PresenceMessage

const types = ['stored', 'present', 'present-all', 'who-is-there', 'happened'] as const

/** Rows of more bytes than this are read from the database by whoever needs them. */
const maxRowBytes = 64 * 1024

export function encodeRoomMessage(message: RoomMessage): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, types.indexOf(message.type))
    switch (message.type) {
      case 'stored':
        return writeStored(encoder, message)
      case 'present':
      case 'present-all':
        return writePeople(encoder, message.people)
      case 'happened':
        return encoding.writeVarUint(encoder, happenings.indexOf(message.what))
      case 'who-is-there':
        return
      default:
        message satisfies never
    }
  })
}

/**
 * @param bytes in a buffer of its own.
 * @throws {ProtocolError} it is of another version of Trame, or of something else.
 */
export function decodeRoomMessage(bytes: Uint8Array): RoomMessage {
  const reader = new FrameReader(bytes)
  const message = readMessage(reader)
  reader.end()
  return message
}

function readMessage(reader: FrameReader): RoomMessage {
  const type = types[reader.varUint()]
  switch (type) {
    case 'stored':
      return { type, epoch: reader.varUint(), ...readStored(reader) }
    case 'present':
    case 'present-all':
      return { type, people: list(reader, readPerson) }
    case 'happened':
      return { type, what: readHappening(reader) }
    case 'who-is-there':
      return { type }
  }
  throw new ProtocolError('unknown message')
}

function readHappening(reader: FrameReader): Happening {
  const what = happenings[reader.varUint()]
  if (what === undefined) throw new ProtocolError('unknown happening')
  return what
}

function writeStored(
  encoder: encoding.Encoder,
  { epoch, firstSeq, lastSeq, rows }: StoredRows & { epoch: number },
): void {
  const isSmall = (rows ?? []).reduce((sum, { data }) => sum + data.length, 0) < maxRowBytes
  const sent = isSmall ? (rows ?? []) : []
  for (const number of [epoch, firstSeq, lastSeq, sent.length]) {
    encoding.writeVarUint(encoder, number)
  }
  for (const { data, accountId } of sent) {
    encoding.writeVarUint8Array(encoder, data)
    encoding.writeVarString(encoder, accountId)
  }
}

function readStored(reader: FrameReader): StoredRows {
  const [firstSeq, lastSeq] = [reader.varUint(), reader.varUint()]
  const rows = list(reader, readRow)
  const isWhole = rows.length === lastSeq - firstSeq + 1
  return { firstSeq, lastSeq, rows: isWhole ? rows : null }
}

function readRow(reader: FrameReader): StoredRow {
  return { data: reader.varBytes(), accountId: readAccountId(reader) }
}

function readAccountId(reader: FrameReader): AccountId {
  const accountId = parseAccountId(reader.varString())
  if (accountId === null) throw new ProtocolError('not an account')
  return accountId
}

function writePeople(encoder: encoding.Encoder, people: readonly PresentElsewhere[]): void {
  encoding.writeVarUint(encoder, people.length)
  for (const { clientId, clock, accountId, color, state } of people) {
    for (const number of [clientId, clock, color]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, accountId)
    encoding.writeVarString(encoder, state ?? '')
  }
}

function readPerson(reader: FrameReader): PresentElsewhere {
  const [clientId, clock, color] = [reader.varUint(), reader.varUint(), reader.varUint()]
  const accountId = readAccountId(reader)
  return { clientId, clock, color, accountId, state: reader.varString() || null }
}

/** Each element takes at least a byte, so that a false count ends with the message. */
function list<Value>(reader: FrameReader, read: (reader: FrameReader) => Value): Value[] {
  const values: Value[] = []
  for (let count = reader.varUint(); count > 0; count--) values.push(read(reader))
  return values
}
