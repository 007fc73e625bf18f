import type { AddressInfo } from 'node:net'
import {
  createDoors,
  createLoop,
  createNumbers,
  createPeople,
  createSight,
  layGround,
  type AppOptions,
  type Doors,
} from './wiring/index.ts'

export type { AppOptions }

export interface App {
  /** Opens the port; resolves to the address people open. */
  listen: () => Promise<string>
  /** Opens everything to commands on this machine; also in the file `local-token` of the data folder. */
  localToken: string
  /** Every route and every event this server answers, as it runs: for the proof that each is gated. */
  paths: () => { http: string[]; events: string[] }
  /** Stops taking work, finishes what is under way, closes the store. */
  close: () => Promise<void>
}

const openPort = ({ server }: Doors, { port, host }: AppOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${port} 已被占用：请先停止占用它的程序，或用 PORT 另设一个端口`)
          : error,
      ),
    )
    server.listen(port, host, () => {
      const { address, port: open } = server.address() as AddressInfo
      resolve(`http://${address.includes(':') ? `[${address}]` : address}:${open}`)
    })
  })

/**
 * Builds everything, each part on those before it (`wiring`). Throws when it cannot start, in words for who starts it.
 */
export const createApp = async (options: AppOptions): Promise<App> => {
  const ground = await layGround(options)
  const numbers = await createNumbers(ground, options)
  const access = await createPeople(ground, numbers.ingest, options)
  const loop = await createLoop(ground, numbers, access, options)
  const sight = await createSight(
    { ground, numbers, access, loop, released: (people) => doors.stream.released(people) },
    options,
  )
  const doors = createDoors({ ground, numbers, access, loop, sight }, options)
  await loop.start()
  // A start may have filled the log with all numbers there are.
  await ground.store.checkpoint().catch(ground.failed('log not taken into the file'))
  ground.watch(
    (revision) =>
      void numbers
        .redefine()
        .then(loop.redefine)
        .then(() => doors.stream.redefined(revision))
        .catch(ground.failed('definitions not applied')),
  )

  /** The first to open a screen should not wait for what nobody has asked yet. */
  const warm = async (): Promise<void> => {
    const everybody = access.scopeOf({ authorization: `Bearer ${access.localToken}` })
    for (const screen of ground.catalog().screens.keys())
      await sight.screens.compose(screen, ground.regions.root.code, everybody).catch(() => undefined)
  }

  return {
    localToken: access.localToken,
    listen: async () => {
      const url = await openPort(doors, options)
      const { demo } = numbers
      if (demo) {
        demo.feed(url, access.localToken)
        ground.closing.add(() => demo.close())
      }
      void warm()
      return url
    },
    paths: () => ({ http: doors.routes(), events: doors.stream.events() }),
    close: ground.closing.close,
  }
}
