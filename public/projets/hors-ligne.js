/**
 * Gives a project's page, and the files it is made of, when the server cannot be reached.
 *
 * It only reads: a page puts itself into a cache once its document is open, and signing out takes
 * it away. With a network every answer is the server's own, so a page is never older than it.
 */

const PREFIX = 'trame-page:'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin || request.method !== 'GET') return
  const isPage = request.mode === 'navigate' && /^\/projets\/[^/]+$/.test(pathname)
  if (!isPage && !pathname.startsWith('/_next/static/')) return
  event.respondWith(fetch(request).catch((error) => keptAnswer(request, pathname, error)))
})

/** What a page has kept; else the failure itself, as if this file were not there. */
async function keptAnswer(request, pathname, error) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue
    const cache = await caches.open(name)
    const kept = await cache.match(request.mode === 'navigate' ? pathname : request, {
      ignoreVary: true,
    })
    if (kept) return kept
  }
  throw error
}
