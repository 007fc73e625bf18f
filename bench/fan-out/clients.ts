import WebSocket from 'ws'

/**
 * `clients.ts <url> <count> <opening…>`: that many sockets in one process, which say what Socket.IO expects of a
 * client, open one view and count. Answers each line on stdin with the number of messages that came so far.
 */
const [url, count, ...opening] = process.argv.slice(2) as [string, string, ...string[]]
let messages = 0
let open = 0

const connect = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    const ready = (): void => {
      open += 1
      resolve()
    }
    socket.on('error', reject)
    socket.on('close', () => process.stderr.write('a socket was closed\n'))
    if (opening.length === 0) socket.on('open', ready)
    socket.on('message', (data) => {
      const bytes = data as Buffer
      const kind = bytes.toString('latin1', 0, 3)
      if (kind.startsWith('42')) messages += 1
      else if (kind.startsWith('430')) ready()
      else if (kind.startsWith('40')) socket.send(opening[0]!)
      else if (kind.startsWith('0')) socket.send('40')
      else if (kind === '2') socket.send('3')
    })
  })

for (let left = Number(count); left > 0; left -= 50)
  await Promise.all(Array.from({ length: Math.min(50, left) }, connect))
process.stdout.write(`open ${open}\n`)
process.stdin.on('data', () => process.stdout.write(`messages ${messages}\n`))
