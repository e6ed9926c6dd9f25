import type { IncomingMessage } from 'node:http'
import { type ProjectId, parseProjectId } from '#lib/domain/ids.ts'
import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'

/** What the address of a socket asks for. */
export type SyncRequest = {
  readonly projectId: ProjectId
  readonly ack: boolean
  /** The history that the client has; 1 when it does not say. NaN when it is no number. */
  readonly epoch: number
  /** The document schema that the client knows; null when it does not say. */
  readonly schema: number | null
  /** Whose page it is; null when the client does not say, and its session alone decides. */
  readonly person: string | null
}

/** Why a connection is not taken: it is accepted, then closed with the code. */
export type Denial = { readonly code: CloseCode; readonly reason: string }

export function deny(code: keyof typeof closeCodes, reason: string): Denial {
  return { code: closeCodes[code], reason }
}

/** A page of another site may not use the cookie. A client that is no browser sends no Origin. */
export function isForeign(request: IncomingMessage, publicUrl: string): boolean {
  const { origin } = request.headers
  return origin !== undefined && origin !== new URL(publicUrl).origin
}

/** Reads `/sync/{projectId}?ack=1&epoch=E&schema=S&person=P`, for a socket or `/http` of a line. */
export function readSyncRequest(request: IncomingMessage, publicUrl: string): SyncRequest | Denial {
  if (isForeign(request, publicUrl)) return deny('notAllowed', 'foreign origin')
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const projectId = parseProjectId(path.replace(/^\/sync\//, '').replace(/\/http$/, ''))
  if (projectId === null) return deny('notFound', 'no such project')
  const given = new URLSearchParams(query)
  const schema = given.get('schema')
  return {
    projectId,
    ack: given.get('ack') === '1',
    epoch: wholeNumber(given.get('epoch') ?? '1'),
    schema: schema === null ? null : wholeNumber(schema),
    person: given.get('person'),
  }
}

export function isDenial(value: SyncRequest | Denial): value is Denial {
  return 'code' in value
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
}
