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
    app.close().then(() => process.exit(0), (error: unknown) => {
      say(String(error))
      process.exit(1)
    })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  say(`一屏已就绪：${await app.listen()}`)
}
