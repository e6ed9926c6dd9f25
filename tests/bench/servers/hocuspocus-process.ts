import { Server } from '@hocuspocus/server'

// As its documentation starts it, with nothing that stores or asks: its best case.
const server = new Server({ quiet: true, address: '127.0.0.1', port: Number(process.env.PORT) })
await server.listen()
process.send?.('ready')
