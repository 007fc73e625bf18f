import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Command } from 'commander'
import { dictionary, jsonSchemas, loadCatalog } from '../../catalog/index.ts'
import { loadTemplates, reportDictionary, reportHeadSchema } from '../../reports/index.ts'
import { loadRegions } from '../../regions/index.ts'
import { createProbe } from '../../store/index.ts'

interface DocsOptions {
  out: string
  check: boolean
  regions?: string
}

/**
 * Every generated file with the text it should have. Throws when a definition is wrong: a dictionary with holes
 * misleads.
 */
export const generatedFiles = async (
  folder: string,
  { out, regions }: Pick<DocsOptions, 'out' | 'regions'>,
): Promise<Map<string, string>> => {
  const probe = await createProbe()
  try {
    const tree = loadRegions(regions)
    const catalog = await loadCatalog({ folder, probe, regions: tree })
    if (catalog.problems.length > 0)
      throw new Error(`指标定义有 ${catalog.problems.length} 个问题，请先运行 yiping check`)
    const title = (level: string): string => tree.levels.find(({ id }) => id === level)?.title ?? level
    const { templates, problems } = await loadTemplates(folder, catalog)
    if (problems.length > 0) throw new Error(`报告有 ${problems.length} 个问题，请先运行 yiping check`)
    const schemas = Object.entries({ ...jsonSchemas(), 'report.json': reportHeadSchema() }).map(
      ([name, schema]) => [path.join(folder, 'schema', name), `${JSON.stringify(schema, null, 2)}\n`] as const,
    )
    return new Map([[out, dictionary(catalog, title) + reportDictionary(templates, title)], ...schemas])
  } finally {
    probe.close()
  }
}

const isCurrent = async (file: string, text: string): Promise<boolean> => {
  try {
    return (await readFile(file, 'utf8')) === text
  } catch {
    return false
  }
}

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** Brings the generated files up to date, or with `check` only names those that are not. */
export const writeDocs = async (
  folder: string,
  options: DocsOptions,
): Promise<{ lines: string[]; failed: boolean }> => {
  const stale: string[] = []
  for (const [file, text] of await generatedFiles(folder, options)) {
    if (await isCurrent(file, text)) continue
    stale.push(file)
    if (!options.check) await write(file, text)
  }
  if (stale.length === 0) return { lines: ['指标字典已是最新'], failed: false }
  return {
    lines: stale.map((file) => (options.check ? `${file} 已过期，请运行 yiping docs` : `已写入 ${file}`)),
    failed: options.check,
  }
}

/** `yiping docs`: the dictionary of indicators and the JSON Schemas for editors, from the definitions. */
export const docsCommand = (): Command =>
  new Command('docs')
    .description('由指标定义生成指标字典 docs/metrics.md 和编辑器用的 JSON Schema')
    .argument('[folder]', '指标定义目录', process.env['YIPING_METRICS'] ?? 'metrics')
    .option('--out <file>', '指标字典写到哪里', 'docs/metrics.md')
    .option('--check', '只检查生成的文件是否最新，过期则以 1 退出', false)
    .option('--regions <path>', '区域树（文件、目录或代码），用来取层级的名称', process.env['YIPING_REGIONS'])
    .action(async (folder: string, options: DocsOptions) => {
      const { lines, failed } = await writeDocs(folder, options)
      for (const text of lines) console.log(text)
      if (failed) process.exitCode = 1
    })
