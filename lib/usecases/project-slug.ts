import 'server-only'
import type { Db } from '#db/client.ts'
import { listSlugsLike } from '#db/queries/project.ts'
import { isUniqueViolation } from '#db/unique-violation.ts'

const longest = 60
const tries = 5

/** A slug for this title that no project has: `projet-d-ap-2026-2027`, else with `-2`, `-3`… */
export async function freeSlug(db: Db, title: string): Promise<string> {
  const base = slugOf(title)
  const taken = new Set(await listSlugsLike(db, base))
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) {
    const slug = `${base}-${number}`
    if (!taken.has(slug)) return slug
  }
}

/** Runs `create` again when someone else took its slug at the same moment. */
export async function retryTakenSlug<Value>(create: () => Promise<Value>): Promise<Value> {
  for (let left = tries; ; left--) {
    try {
      return await create()
    } catch (error) {
      if (left === 1 || !isUniqueViolation(error)) throw error
    }
  }
}

export function slugOf(title: string): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '')
  return words || 'projet'
}
