import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
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
  const headers = { cookie: session.cookieHeader, origin: trame.url }
  const address = `${trame.url.replace(/^http/, 'ws')}/sync`
  const { doc, provider } = openStock({ address, room: String(Object(project).id), headers })
  await stockSynced(provider)
  return doc
}

export type StockRoom = { address: string; room: string; headers: Record<string, string> }

/** An unmodified client of y-websocket, which no browser gives the headers of its session. */
export function openStock({ address, room, headers }: StockRoom): {
  doc: Y.Doc
  provider: WebsocketProvider
} {
  class SignedInSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(address, room, doc, {
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  onTestFinished(() => {
    provider.destroy()
    doc.destroy()
  })
  return { doc, provider }
}

/** Resolves once it has what the server has, at the first time or again. */
export function stockSynced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve()
  return new Promise((resolve) => {
    const look = (isSynced: boolean) => {
      if (!isSynced) return
      provider.off('sync', look)
      resolve()
    }
    provider.on('sync', look)
  })
}

/** Types at the end of the last text of a part. */
export function appendWords(doc: Y.Doc, sectionId: string, words: string): void {
  const texts = [...section(doc, sectionId).createTreeWalker((node) => node instanceof Y.XmlText)]
  const last = texts.at(-1)
  if (!(last instanceof Y.XmlText)) throw new Error(`no text in ${sectionId}`)
  last.insert(last.length, words)
}
