import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalog } from '../../../catalog/index.ts'
import type { CatalogProblem } from '../../../contract/index.ts'
import { checkTemplate } from './check.ts'
import { parseTemplate, type Template } from './parse.ts'

/** The reports of a metrics folder: `reports/*.md`. A report with a problem is not offered; the others are. */
export const loadTemplates = async (
  metrics: string,
  catalog: Catalog,
): Promise<{ templates: Template[]; problems: CatalogProblem[] }> => {
  const folder = join(metrics, 'reports')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.md')).sort()
  const templates: Template[] = []
  const problems: CatalogProblem[] = []
  for (const name of names) {
    const file = `reports/${name}`
    const parsed = parseTemplate(file, await readFile(join(folder, name), 'utf8'))
    const found = [...parsed.problems, ...(parsed.template ? checkTemplate(parsed.template, catalog) : [])]
    if (parsed.template && templates.some(({ id }) => id === parsed.template!.id))
      found.push({
        file,
        line: 2,
        column: 1,
        where: parsed.template.id,
        message: `编号 ${parsed.template.id} 已被另一份报告使用`,
      })
    problems.push(...found)
    if (parsed.template && found.length === 0) templates.push(parsed.template)
  }
  return { templates, problems }
}
