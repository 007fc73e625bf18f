import { Command } from 'commander'
import { loadCases, loadCatalog, type Catalog, type LocatedCase } from '../../catalog/index.ts'
import type { CatalogProblem } from '../../contract/index.ts'
import { loadRegions } from '../../regions/index.ts'
import { loadTemplates } from '../../reports/index.ts'
import { createProbe } from '../../store/index.ts'

const line = ({ file, line, column, where, message }: CatalogProblem): string =>
  `${file}:${line}:${column}${where === '' ? '' : ` ${where}`} ${message}`

const unknownIn = (cases: readonly LocatedCase[], catalog: Catalog): CatalogProblem[] =>
  cases
    .filter(({ indicator }) => !catalog.indicators.has(indicator))
    .map(({ file, line, indicator, name }) => ({
      file,
      line,
      column: 1,
      where: name,
      message: `样例所属的指标 ${indicator} 没有定义或定义有误`,
    }))

/** Enough to go on with; the rest is a number. */
const MOST_NAMED = 12

const named = (ids: readonly string[]): string =>
  `${ids.slice(0, MOST_NAMED).join('、')}${ids.length > MOST_NAMED ? ' 等' : ''}`

const summary = (
  catalog: Catalog,
  cases: readonly LocatedCase[],
  { bare, reports }: { bare: readonly string[]; reports: number },
): string[] => [
  `领域 ${catalog.themes.length} 个，数据资源 ${catalog.datasets.size} 项，指标 ${catalog.indicators.size} 个，驾驶舱 ${catalog.screens.size} 屏，报告 ${reports} 份`,
  `样例 ${cases.length} 个，有样例的指标 ${catalog.indicators.size - bare.length} 个${bare.length === 0 ? '' : `，没有样例的 ${bare.length} 个：${named(bare)}`}`,
]

/** What `yiping check` finds: the lines to print, and whether something is wrong. */
export const checkMetrics = async (
  folder: string,
  options: { regions?: string; cases: boolean },
): Promise<{ lines: string[]; failed: boolean }> => {
  const probe = await createProbe()
  try {
    const catalog = await loadCatalog({ folder, probe, regions: loadRegions(options.regions) })
    const { cases, problems } = await loadCases(folder)
    const { templates, problems: misprints } = await loadTemplates(folder, catalog)
    const bare = [...catalog.indicators.keys()].filter((id) => !cases.some(({ indicator }) => indicator === id))
    const all = [...catalog.problems, ...problems, ...unknownIn(cases, catalog), ...misprints]
    const verdict = all.length === 0 ? '没有发现问题' : `发现 ${all.length} 个问题`
    return {
      lines: [...all.map(line), ...summary(catalog, cases, { bare, reports: templates.length }), verdict],
      failed: all.length > 0 || (options.cases && bare.length > 0),
    }
  } finally {
    probe.close()
  }
}

/** `yiping check [folder]`: every problem of a metrics folder with its place; exit code 1 if there is one. */
export const checkCommand = (): Command =>
  new Command('check')
    .description('检查指标定义：逐条列出问题所在的文件、行、列和可能想写的内容')
    .argument('[folder]', '指标定义目录', process.env['YIPING_METRICS'] ?? 'metrics')
    .option('--regions <path>', '区域树（文件、目录或代码）', process.env['YIPING_REGIONS'])
    .option('--cases', '没有样例的指标也算问题', false)
    .action(async (folder: string, options: { regions?: string; cases: boolean }) => {
      const { lines, failed } = await checkMetrics(folder, options)
      for (const text of lines) console.log(text)
      if (failed) process.exitCode = 1
    })
