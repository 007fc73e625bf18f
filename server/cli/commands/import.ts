import { existsSync, statSync } from 'node:fs'
import { Command, Option } from 'commander'
import { FORMATS, formatOf, type Format } from '../../parse/index.ts'
import {
  createRejectFile,
  importFile,
  RefusedImport,
  report,
  reportProblem,
  Unreachable,
  Unreadable,
} from '../import/index.ts'
import { authorization } from '../token.ts'

interface Options {
  dryRun: boolean
  again: boolean
  rejects?: string
  encoding?: string
  sheet?: string
  format?: Format
  server: string
}

const RESUME = '已送达的部分不会丢；再运行一次同样的命令会从断处接着导入，不会重复'

/** What went wrong, in words; `null` for a bug. */
const explain = (error: unknown): string | null => {
  if (error instanceof RefusedImport) return reportProblem(error.problem)
  if (error instanceof Unreachable)
    return `连不上 ${error.message}：请先启动服务（npm start），或用 --server 写明地址\n${RESUME}`
  return error instanceof Unreadable ? `文件无法读取：${error.message}` : null
}

const refusal = (file: string, format: Format | undefined): string | null => {
  if (!existsSync(file) || !statSync(file).isFile()) return `没有文件 ${file}`
  if (format === undefined)
    return `不认识 ${file} 的格式：可导入 .csv .xlsx .ndjson .json .parquet（及其 .gz），或用 --format 写明`
  return null
}

const run = async (dataset: string, file: string, options: Options): Promise<void> => {
  const format = options.format ?? formatOf(file)?.format
  const refused = refusal(file, format)
  if (refused !== null) throw new Unreadable(refused)
  const rejects = await createRejectFile(file, options.rejects)
  const { server, encoding, sheet, dryRun, again } = options
  const receipt = await importFile({
    dataset,
    file,
    format: format!,
    server,
    headers: authorization(),
    encoding,
    sheet,
    dryRun,
    again,
    rejects,
    terminal: process.stderr,
  })
  console.log(report(receipt, await rejects.finish(), rejects.reasons()))
}

/**
 * `yiping import <dataset> <file>`: sends a department's file to the running server and says what became of each row.
 */
export const importCommand = (): Command =>
  new Command('import')
    .description('导入部门报送的文件，报告接受和拒收的行')
    .argument('<dataset>', '数据资源编号，例如 governance.case')
    .argument('<file>', 'CSV（UTF-8、GBK）、XLSX、NDJSON、JSON 或 Parquet 文件，可用 gzip 压缩')
    .option('--dry-run', '只检查，不保存', false)
    .option('--rejects <file>', '拒收清单的位置（默认在原文件旁边）')
    .option('--encoding <charset>', '文件的字符集，例如 gbk（默认自动识别）')
    .option('--sheet <name>', '工作表的名称或序号（默认第一张）')
    .addOption(
      new Option('--format <format>', '文件格式（默认看扩展名）').choices(
        FORMATS.filter((format) => format !== 'relay'),
      ),
    )
    .option('--again', '同一文件导入过也再导入一遍', false)
    .option(
      '--server <url>',
      '正在运行的服务',
      process.env['YIPING_SERVER'] ?? `http://127.0.0.1:${process.env['PORT'] ?? 8080}`,
    )
    .action(async (dataset: string, file: string, options: Options) => {
      try {
        await run(dataset, file, options)
      } catch (error) {
        const words = explain(error)
        if (words === null) throw error
        console.error(words)
        process.exitCode = 1
      }
    })
