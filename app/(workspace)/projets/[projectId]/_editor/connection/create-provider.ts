import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { Me } from '../presence.ts'

export type ProviderOptions = {
  /** `ws://host` or `wss://host`. */
  server: string
  projectId: string
  epoch: number
  schemaVersion: number
  me: Me
  socket?: typeof WebSocket
}

/** The connection of a document, not yet opened. */
export function createProvider(doc: Y.Doc, options: ProviderOptions): WebsocketProvider {
  const provider = new WebsocketProvider(`${options.server}/sync`, options.projectId, doc, {
    connect: false,
    // Windows of one browser would hand each other updates behind the server's back.
    disableBc: true,
    params: {
      ...{ ack: '1', epoch: `${options.epoch}`, schema: `${options.schemaVersion}` },
      // Someone else may sign in in this browser: the cookie is then theirs, and the edits are not.
      person: options.me.id,
    },
    ...(options.socket ? { WebSocketPolyfill: options.socket } : {}),
  })
  // The provider sends back each awareness change that it receives: with thirty writers that
  // drowns one's own. Only this window's own state leaves.
  const { awareness } = provider
  const send = provider._awarenessUpdateHandler
  awareness.off('update', send)
  awareness.on('update', (changes: Parameters<typeof send>[0], origin: unknown) => {
    const own = (ids: number[]) => ids.filter((id) => id === doc.clientID)
    const { added, updated, removed } = changes
    const mine = { added: own(added), updated: own(updated), removed: own(removed) }
    if (Object.values(mine).some((ids) => ids.length > 0)) send(mine, origin)
  })
  return provider
}
