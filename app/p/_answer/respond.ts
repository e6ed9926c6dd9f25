import { currentActor } from '#lib/auth/actor.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'
import type { PublicAddress } from '#lib/usecases/find-publication.ts'
import {
  answerPublication,
  type PublicationAnswer,
  type PublicationFormat,
} from '#lib/usecases/publication-answer.ts'
import { matchesTag } from './matches-tag.ts'

/**
 * Answers an address of a publication. The tag is the hash of what is sent: for the JSON it is the
 * very hash that the page shows, and a page has another as soon as anything on it is another.
 */
export async function respond(
  request: Request,
  address: PublicAddress,
  format: PublicationFormat,
): Promise<Response> {
  const answer = await answerPublication(await currentActor(), address, format)
  const tag = `"${sha256Hex(answer.body)}"`
  const headers = new Headers({
    etag: tag,
    'cache-control': cacheControl[answer.freshness],
    vary: 'Cookie',
    // Published is not indexed: whoever has the address reads.
    'x-robots-tag': 'noindex',
  })
  if (answer.status === 200 && matchesTag(request.headers.get('if-none-match'), tag)) {
    return new Response(null, { status: 304, headers })
  }
  headers.set('content-type', `${answer.mediaType}; charset=utf-8`)
  return new Response(answer.body, { status: answer.status, headers })
}

/**
 * A numbered publication never changes, but it may be withdrawn, or stop being the newest: a cache
 * may keep it without asking for a minute, which is how long a text withdrawn for a good reason can
 * still be seen, and then asks again, which costs a 304.
 */
const cacheControl: Record<PublicationAnswer['freshness'], string> = {
  numbered: 'public, max-age=60, must-revalidate, immutable',
  asked: 'private, no-cache',
  computed: 'no-store',
}
