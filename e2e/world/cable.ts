import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between browser and server that can be cut without either one's doing. */
export interface Cable {
  url: string
  /** Drops every connection and lets no new one through. */
  cut: () => void
  mend: () => void
  close: () => Promise<void>
}

export const createCable = async (target: string): Promise<Cable> => {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let whole = true
  const hold = (socket: Socket, peer: Socket): void => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      open.delete(socket)
      peer.destroy()
    })
  }
  const entry = createServer((near) => {
    if (!whole) return void near.destroy()
    const far = connect(Number(port), hostname)
    hold(near, far)
    hold(far, near)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => entry.listen(0, '127.0.0.1', resolve))
  const cut = (): void => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(entry.address() as AddressInfo).port}`,
    cut,
    mend: () => void (whole = true),
    close: () => {
      cut()
      return new Promise((resolve) => entry.close(() => resolve()))
    },
  }
}
