import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { verifyLines, type Audit } from '../../audit/index.ts'
import type { AuditVerdict } from '../../contract/index.ts'
import { readSettings } from '../../settings.ts'
import { FileInUse } from '../../store/index.ts'
import { SERVER } from '../ask.ts'
import { askServer, verdictLines, withLocalChain, type Remote } from '../audit/index.ts'
import { knownToken } from '../token.ts'

interface Place {
  server?: string
  token?: string
}
interface ExportOptions extends Place {
  from?: string
  to?: string
}

const remoteOf = ({ server = SERVER, token = knownToken() ?? undefined }: Place): Remote => {
  if (token === undefined) throw new Error('向正在运行的服务查询需要令牌：--token 或环境变量 YIPING_TOKEN')
  return { server, token }
}

/**
 * Reads the chain where it lies, or has the server read it that holds it open: the one that is named, else this
 * machine's.
 */
const eitherWay = async <T>(
  place: Place,
  here: () => Promise<T>,
  there: (remote: Remote) => Promise<T>,
): Promise<T> => {
  if (place.server !== undefined) return there(remoteOf(place))
  try {
    return await here()
  } catch (error) {
    if (error instanceof FileInUse) return there(remoteOf(place))
    throw error
  }
}

/** The verdict on an export, on a running server's chain or on that of a stopped one. */
export const verdictOn = async (file: string | undefined, place: Place): Promise<AuditVerdict> => {
  if (file !== undefined && !existsSync(file)) throw new Error(`没有文件 ${file}`)
  if (file !== undefined) return verifyLines(createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
  return eitherWay(
    place,
    () => withLocalChain(readSettings(process.env), 'verify', (audit) => audit.verify()),
    async (remote) => (await askServer(remote, '/verify')).json() as Promise<AuditVerdict>,
  )
}

async function* linesOf(audit: Audit, { from, to }: ExportOptions): AsyncGenerator<string> {
  for await (const entries of audit.pages({ from: from ?? null, to: to === undefined ? null : `${to}~` }))
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Writes the entries of a span to a file, one JSON object a line, with their hashes. */
export const exportTo = (file: string, options: ExportOptions): Promise<void> => {
  const span = new URLSearchParams(
    Object.entries({ from: options.from, to: options.to }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as [string, string]],
    ),
  )
  return eitherWay(
    options,
    () =>
      withLocalChain(readSettings(process.env), `export ${options.from ?? ''}–${options.to ?? ''}`, (audit) =>
        pipeline(Readable.from(linesOf(audit, options)), createWriteStream(file)),
      ),
    async (remote) => {
      const response = await askServer(remote, `/export?${span.toString()}`)
      await pipeline(
        Readable.fromWeb(response.body! as Parameters<typeof Readable.fromWeb>[0]),
        createWriteStream(file),
      )
    },
  )
}

const placed = (command: Command): Command =>
  command
    .option('--server <url>', '向哪个正在运行的服务查询；不写时直接读台账，台账被本机的服务占用时就问它')
    .option('--token <token>', '有审计权限的令牌，默认环境变量 YIPING_TOKEN，再次为数据目录里的 local-token')

/**
 * `yiping audit verify` and `yiping audit export`: the chain proven and taken away. There is no command that removes an
 * entry.
 */
export const auditCommand = (): Command => {
  const audit = new Command('audit').description('审计日志：校验、导出')
  placed(
    audit
      .command('verify')
      .description('校验审计日志是否被改动、删除、调换或截断，指出位置；写明文件则校验一份导出')
      .argument('[file]', '导出的 NDJSON 文件'),
  ).action(async (file: string | undefined, place: Place) => {
    const verdict = await verdictOn(file, place)
    for (const line of verdictLines(verdict)) console.log(line)
    if (!verdict.whole) process.exitCode = 1
  })
  placed(
    audit
      .command('export')
      .description('导出审计日志，每行一条，带校验值')
      .argument('<file>', '写到哪里（NDJSON）')
      .option('--from <date>', '从哪一天起，如 2026-05-01')
      .option('--to <date>', '到哪一天止（含）'),
  ).action(async (file: string, options: ExportOptions) => {
    await exportTo(file, options)
    console.log(`已导出到 ${file}`)
  })
  return audit
}
