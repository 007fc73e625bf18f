import { createApp } from './app.ts'
import { readSettings } from './settings.ts'

const say = (message: string): void => void process.stdout.write(`${message}\n`)

/** Runs the server until it is told to stop. */
export const main = async (): Promise<void> => {
  const app = await createApp({ ...readSettings(process.env), progress: say })
  let closing = false
  const stop = (): void => {
    if (closing) return
    closing = true
    say('正在停止…')
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        say(String(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // A port that is taken ends it: the data folder is free for whoever starts the next one.
  const address = await app.listen().catch(async (error: unknown) => {
    await app.close()
    throw error
  })
  say(`一屏已就绪：${address}`)
}
