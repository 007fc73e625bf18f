import { WebSocketServer, type AddressInfo, type WebSocket } from 'ws'

/**
 * The bare measure: on each line of stdin sends that many bytes and an envelope like the stream's to every socket, by
 * `ws` alone.
 */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const sockets = new Set<WebSocket>()
server.on('connection', (socket) => void sockets.add(socket))
server.on('listening', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))
process.stdin.on('data', (line) => {
  const text = `42${'x'.repeat(Number(line.toString()) + 160)}`
  for (const socket of sockets) socket.send(text)
})
