import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { HttpSession } from './http-session.ts'
import type { Trame } from './start-trame.ts'

/**
 * The document of the demo project, held by a stock y-websocket client of someone who writes; it
 * leaves when the test ends. `who` is what precedes the @.
 */
export async function joinDemo(trame: Pick<Trame, 'url'>, who: string): Promise<Y.Doc> {
  const session = new HttpSession(trame.url)
  await session.signIn({ email: `${who}@demo.trame.test`, password: 'trame-demo' })
  const projects: unknown = await (await session.fetch('/api/projects')).json()
  const [project] = Array.isArray(projects) ? projects : []
  class SignedInSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie: session.cookieHeader, origin: trame.url } })
    }
  }
  const doc = new Y.Doc()
  const address = `${trame.url.replace(/^http/, 'ws')}/sync`
  const provider = new WebsocketProvider(address, String(Object(project).id), doc, {
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  onTestFinished(() => {
    provider.destroy()
    doc.destroy()
  })
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) resolve()
    })
  })
  return doc
}
