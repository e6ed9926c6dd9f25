import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { setupWSConnection } from '@y/websocket-server/utils'

/** The version of `ws` that the package itself brings, as its own start file uses it. */
const requireThere = createRequire(import.meta.resolve('@y/websocket-server/utils'))
const { default: WebSocket } = await import(pathToFileURL(requireThere.resolve('ws')).href)

const sockets = new WebSocket.Server({ noServer: true })
sockets.on('connection', setupWSConnection)
const server = createServer()
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened: unknown) => {
    sockets.emit('connection', opened, request)
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
