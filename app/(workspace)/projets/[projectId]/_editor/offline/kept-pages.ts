/** With `public/projets/hors-ligne.js`, which gives these pages when the server is away. */
const PREFIX = 'trame-page:'

/** As for copies of documents: what nobody opens is not kept for ever. */
const FORGET_AFTER_MS = 30 * 24 * 3600 * 1000

/** The cache with the page as this window has it: what comes later is more code for it. */
let kept = ''

/**
 * Keeps the project's page, as this person has it, with the files that it has loaded. Pages of
 * whoever used this browser before are taken away.
 */
export async function keepPage(personId: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const path = location.pathname
  const name = `${PREFIX}${personId}:${path}`
  if (kept === name) return addFiles(await caches.open(name))
  await forgetPages(({ person, keptAt }) => {
    return person !== personId || Date.now() - keptAt > FORGET_AFTER_MS
  })
  await navigator.serviceWorker.register('/projets/hors-ligne.js', { scope: '/projets/' })
  const page = await fetch(path, { headers: { accept: 'text/html' } })
  if (!page.ok || page.redirected) return
  const cache = await caches.open(name)
  const files = loadedFiles()
  const unused = (await cache.keys()).filter(({ url }) => !files.includes(url))
  await Promise.all(unused.map((request) => deleteOfOldBuild(cache, request)))
  await addFiles(cache)
  // Last: a page without its files would open and never come to life.
  await cache.put(path, page)
  kept = name
}

async function addFiles(cache: Cache): Promise<void> {
  const known = new Set((await cache.keys()).map(({ url }) => url))
  await cache.addAll(loadedFiles().filter((file) => !known.has(file)))
}

/** Takes away the pages of a person. */
export async function forgetPagesOf(personId: string): Promise<void> {
  if ('caches' in globalThis) await forgetPages(({ person }) => person === personId)
}

/** On a shared computer nobody finds the page of somebody else. */
export async function forgetEveryPage(): Promise<void> {
  if ('caches' in globalThis) await forgetPages(() => true)
}

type KeptPage = { person: string; keptAt: number }

async function forgetPages(isForgotten: (page: KeptPage) => boolean): Promise<void> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue
    const [person = '', path = ''] = name.slice(PREFIX.length).split(':')
    const answer = await (await caches.open(name)).match(path, { ignoreVary: true })
    const keptAt = Date.parse(answer?.headers.get('date') ?? '') || 0
    if (isForgotten({ person, keptAt })) await caches.delete(name)
  }
}

/** What the server still has was loaded by an earlier use of the page, and will be by another. */
async function deleteOfOldBuild(cache: Cache, { url }: Request): Promise<void> {
  const { ok } = await fetch(url, { method: 'HEAD' })
  if (!ok) await cache.delete(url, { ignoreVary: true })
}

/** Addresses of our own files, whose names change when they do. */
function loadedFiles(): string[] {
  const own = `${location.origin}/_next/static/`
  const names = performance.getEntriesByType('resource').map(({ name }) => name)
  return [...new Set(names.filter((name) => name.startsWith(own)))]
}
