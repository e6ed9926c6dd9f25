/**
 * Over HTTP/1.1 a browser opens six connections to a server, for all its windows together. A page that
 * streams keeps one, and needs a second now and then: with two streams at most, pages still load.
 */
const PLACES = ['trame-stream-1', 'trame-stream-2']

/**
 * A place to stream in, for a page that somebody looks at; null when there is none. With HTTP/2 there
 * are as many as one likes.
 *
 * @returns what gives the place back.
 */
export async function takeStreamPlace(): Promise<(() => void) | null> {
  if (typeof document === 'undefined') return () => undefined
  if (document.visibilityState === 'hidden') return null
  if (!sharesConnections()) return () => undefined
  // An old browser: it streams, and other windows of it may have to wait.
  if (navigator.locks === undefined) return () => undefined
  for (const place of PLACES) {
    const release = await takeLock(place)
    if (release !== null) return release
  }
  return null
}

function sharesConnections(): boolean {
  const [opening] = performance.getEntriesByType('navigation')
  const protocol = opening !== undefined && 'nextHopProtocol' in opening && opening.nextHopProtocol
  return protocol !== 'h2' && protocol !== 'h3'
}

function takeLock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => {
      if (lock === null) return resolve(null)
      return new Promise<void>((release) => resolve(release))
    }
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
}
