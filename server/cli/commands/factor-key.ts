import { Command } from 'commander'
import { addKey } from '../../access/index.ts'
import { dataFolder, factorKeyFile } from '../../data-folder.ts'

/**
 * `yiping factor-key`: puts a new key before those that seal second factors; the server uses it from its next start on.
 */
export const factorKeyCommand = (): Command =>
  new Command('factor-key')
    .description('两步验证的密钥：新建或轮换；重启服务后以新密钥重新封存，旧的仍能打开')
    .action(() => {
      const file = factorKeyFile(dataFolder(process.env), process.env)
      const { length } = addKey(file)
      console.log(
        `已在 ${file} ${length === 1 ? '新建密钥' : `加入新密钥，另保留 ${length - 1} 个旧的`}：重启服务后生效。请把这个文件与数据库分开备份。`,
      )
      if (length > 1) console.log('重启后旧密钥只为打开旧备份而留，不再需要时可从文件末尾删去。')
    })
