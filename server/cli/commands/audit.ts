import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { verifyLines, type Audit } from '../../audit/index.ts'
import type { AuditVerdict } from '../../contract/index.ts'
import { readSettings } from '../../settings.ts'
import { askServer, verdictLines, withLocalChain } from '../audit/index.ts'

interface Place { server?: string; token?: string }
interface ExportOptions extends Place { from?: string; to?: string }

const remoteOf = ({ server, token = process.env['YIPING_TOKEN'] }: Place): { server: string; token: string } | null => {
  if (server === undefined) return null
  if (token === undefined) throw new Error('向正在运行的服务查询需要令牌：--token 或环境变量 YIPING_TOKEN')
  return { server, token }
}

/** The verdict on an export, on a running server's chain or on that of a stopped one. */
export const verdictOn = async (file: string | undefined, place: Place): Promise<AuditVerdict> => {
  if (file !== undefined) return verifyLines(createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
  const remote = remoteOf(place)
  if (remote) return (await askServer(remote, '/verify')).json() as Promise<AuditVerdict>
  return withLocalChain(readSettings(process.env), 'verify', (audit) => audit.verify())
}

async function* linesOf(audit: Audit, { from, to }: ExportOptions): AsyncGenerator<string> {
  for await (const entries of audit.pages({ from: from ?? null, to: to === undefined ? null : `${to}~` })) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Writes the entries of a span to a file, one JSON object a line, with their hashes. */
export const exportTo = async (file: string, options: ExportOptions): Promise<void> => {
  const remote = remoteOf(options)
  if (remote === null) {
    await withLocalChain(readSettings(process.env), `export ${options.from ?? ''}–${options.to ?? ''}`, (audit) => pipeline(Readable.from(linesOf(audit, options)), createWriteStream(file)))
    return
  }
  const span = new URLSearchParams(Object.entries({ from: options.from, to: options.to }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, string]])))
  const response = await askServer(remote, `/export?${span.toString()}`)
  await pipeline(Readable.fromWeb(response.body! as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(file))
}

const placed = (command: Command): Command =>
  command
    .option('--server <url>', '向正在运行的服务查询（服务运行时台账被它占用）')
    .option('--token <token>', '有审计权限的令牌，默认环境变量 YIPING_TOKEN')

/** `yiping audit verify` and `yiping audit export`: the chain proven and taken away. There is no command that removes an entry. */
export const auditCommand = (): Command => {
  const audit = new Command('audit').description('审计日志：校验、导出')
  placed(audit.command('verify').description('校验审计日志是否被改动、删除、调换或截断，指出位置；写明文件则校验一份导出')
    .argument('[file]', '导出的 NDJSON 文件'))
    .action(async (file: string | undefined, place: Place) => {
      const verdict = await verdictOn(file, place)
      for (const line of verdictLines(verdict)) console.log(line)
      if (!verdict.whole) process.exitCode = 1
    })
  placed(audit.command('export').description('导出审计日志，每行一条，带校验值')
    .argument('<file>', '写到哪里（NDJSON）')
    .option('--from <date>', '从哪一天起，如 2026-05-01')
    .option('--to <date>', '到哪一天止（含）'))
    .action(async (file: string, options: ExportOptions) => {
      await exportTo(file, options)
      console.log(`已导出到 ${file}`)
    })
  return audit
}
