import { Command } from 'commander'
import { main } from '../../main.ts'
import { readSettings } from '../../settings.ts'
import { buildClient } from '../build-client.ts'

/** `yiping start`: builds what is missing, then serves. */
export const startCommand = (): Command =>
  new Command('start').description('启动服务；首次启动会构建页面并生成演示城市').action(async () => {
    // What must not be started is refused before minutes are spent on it.
    readSettings(process.env)
    await buildClient((message) => void process.stdout.write(`${message}\n`))
    await main()
  })
