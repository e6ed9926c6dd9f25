import type { WebsocketProvider } from 'y-websocket'
import { closeCodes } from '#lib/wire/close-codes.ts'

/** A socket that opens no sooner may be one that the network swallows. */
const SLOW_MS = 8000

/**
 * Watches the way that frames take. An attempt that ends without a word of the server, or does not end
 * at all, has the network looked at; that code comes only then, and ends with the document.
 *
 * @returns which way it is.
 */
export function watchWay(provider: WebsocketProvider): () => 'socket' | 'http' {
  const socket = provider._WS
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    // Without a network there is no other way either; the next attempt looks again.
    import('./detour.ts')
      .then(({ detourOf }) => detourOf(provider, closeCodes.notFound).look())
      .catch(() => undefined)
  }
  provider.on('status', ({ status }) => {
    if (status === 'connecting') timer = setTimeout(look, SLOW_MS)
    else clearTimeout(timer)
  })
  provider.on('connection-close', (event) => {
    clearTimeout(timer)
    if ((event === null || event.code === 1006) && !provider.synced) look()
  })
  return () => (provider._WS === socket ? 'socket' : 'http')
}
