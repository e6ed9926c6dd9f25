import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AccountId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import type { LogRow } from './update-log.ts'

/** First varUint of a chunk: the layout below. */
const layout = 1

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/**
 * Rows of the log as one compressed block: gzip of `varUint layout • varUint count`, then for each
 * row `varUint seq • varString account • varUint ms since 1970 • varString node • varBytes data`.
 */
export async function encodeHistoryChunk(rows: readonly LogRow[]): Promise<Uint8Array> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, layout)
  encoding.writeVarUint(encoder, rows.length)
  for (const row of rows) {
    encoding.writeVarUint(encoder, row.seq)
    encoding.writeVarString(encoder, row.accountId)
    encoding.writeVarUint(encoder, row.at.getTime())
    encoding.writeVarString(encoder, row.node)
    encoding.writeVarUint8Array(encoder, row.data)
  }
  return Uint8Array.from(await compress(encoding.toUint8Array(encoder)))
}

export async function decodeHistoryChunk(chunk: Uint8Array): Promise<readonly LogRow[]> {
  const decoder = decoding.createDecoder(Uint8Array.from(await decompress(chunk)))
  const found = decoding.readVarUint(decoder)
  invariant(found === layout, `history chunk of layout ${found}`)
  const count = decoding.readVarUint(decoder)
  return Array.from({ length: count }, () => readRow(decoder))
}

function readRow(decoder: decoding.Decoder): LogRow {
  return {
    seq: decoding.readVarUint(decoder),
    accountId: decoding.readVarString(decoder) as AccountId,
    at: new Date(decoding.readVarUint(decoder)),
    node: decoding.readVarString(decoder),
    // A copy: a view would keep the whole chunk in memory.
    data: decoding.readVarUint8Array(decoder).slice(),
  }
}
