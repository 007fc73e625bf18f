import { Command } from 'commander'
import { main } from '../../main.ts'
import { buildClient } from '../build-client.ts'

/** `yiping start`: builds what is missing, then serves. */
export const startCommand = (): Command =>
  new Command('start').description('启动服务；首次启动会构建页面并生成演示城市').action(async () => {
    await buildClient((message) => void process.stdout.write(`${message}\n`))
    await main()
  })
