import { type Block, blockText } from './block.ts'
import { type Actor, type Context, can } from './roles.ts'

/** To whom someone may confide a part, or from whom take it back. */
export type AssigningRight = 'anyone' | 'self' | 'nobody'

/**
 * Confiding parts is organising who writes: whoever gives the role of editor confides to anyone
 * (DU-1), and whoever writes takes a part on, or gives it back (DU-2).
 */
export function assigningRight(actor: Actor, context: Pick<Context, 'status'>): AssigningRight {
  if (context.status === 'archived') return 'nobody'
  if (can(actor, 'manage-members', { ...context, memberRole: 'editor' })) return 'anyone'
  return can(actor, 'write', context) ? 'self' : 'nobody'
}

/**
 * Tells one text of a part from another, to see whether it is still the one that was declared
 * complete (DU-4): 14 hexadecimal digits. Its looks do not count, only its words.
 *
 * A change by chance has one chance in 2^53 to pass unseen; nobody gains by making one.
 * Source: cyrb53, by bryc (public domain).
 */
export function textDigest(blocks: readonly Block[]): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const character of blocks.map(blockText).join('\n').trim()) {
    const code = character.codePointAt(0) ?? 0
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0')
}
