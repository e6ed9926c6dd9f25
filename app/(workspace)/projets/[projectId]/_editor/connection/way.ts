import type { WebsocketProvider } from 'y-websocket'
import { closeCodes } from '#lib/wire/close-codes.ts'
import type { Detour } from './detour.ts'

/** A socket that opens no sooner may be one that the network swallows. */
const SLOW_MS = 8000

/**
 * The way that frames take. An attempt that ends without a word of the server, or does not end at all,
 * has the network looked at; that code comes only then.
 */
export class Way {
  readonly #provider: WebsocketProvider
  readonly #socket: WebsocketProvider['_WS']
  #timer: ReturnType<typeof setTimeout> | undefined
  #detour: Detour | null = null
  #isDestroyed = false

  constructor(provider: WebsocketProvider) {
    this.#provider = provider
    this.#socket = provider._WS
    provider.on('status', ({ status }) => {
      clearTimeout(this.#timer)
      if (status === 'connecting') this.#timer = setTimeout(() => this.#look(), SLOW_MS)
    })
    provider.on('connection-close', (event) => {
      clearTimeout(this.#timer)
      const isSilent = event === null || event.code === 1006
      if (isSilent && !provider.synced) this.#look()
    })
  }

  get via(): 'socket' | 'http' {
    return this.#provider._WS === this.#socket ? 'socket' : 'http'
  }

  destroy(): void {
    this.#isDestroyed = true
    clearTimeout(this.#timer)
    this.#detour?.destroy()
  }

  #look(): void {
    const look = async () => {
      const { Detour } = await import('./detour.ts')
      if (this.#isDestroyed) return
      this.#detour ??= new Detour(this.#provider, closeCodes.notFound)
      await this.#detour.look()
    }
    // Without a network there is no other way either; the next attempt looks again.
    look().catch(() => undefined)
  }
}
