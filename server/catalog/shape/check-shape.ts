import { z } from 'zod'
import { suggestion } from '../nearest.ts'
import type { Definition } from '../reading/definition.ts'
import type { Path } from '../reading/place.ts'
import type { Report } from '../reading/report.ts'
import { branchKeys, chooseBranch, discriminatorValues, keysOf, schemaAt } from './schema-walk.ts'
import { issueMessage, written } from './words.ts'

const rawAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[segment] : undefined,
    raw,
  )

const unionMessage = (schema: z.core.$ZodType | null, raw: unknown): string => {
  const keys = schema === null ? null : branchKeys(schema)
  if (keys === null) return raw === undefined ? '缺少这一项' : `${written(raw)}写法不对`
  if (typeof raw !== 'object' || raw === null) return `应写作键值表，键为 ${keys.join('、')} 之一`
  const present = Object.keys(raw)
  const known = present.filter((key) => keys.includes(key))
  if (known.length > 1) return `只能写一种，现在同时写了 ${known.join('、')}`
  return `没有名为 ${present.join('、') || '空'} 的写法${suggestion(present[0] ?? '', keys)}`
}

/** A value that does not have the form of its schema; `base` is where it stands in the definition. */
interface Misfit {
  schema: z.core.$ZodType
  raw: unknown
  issues: readonly z.core.$ZodIssue[]
  base: Path
}

/** Reports zod's issues one by one against the branch the author meant. */
const explain = ({ schema, raw, issues, base }: Misfit, report: Report): void => {
  for (const issue of issues) {
    const path = [...base, ...(issue.path as Path)]
    const here = rawAt(raw, issue.path)
    const at = schemaAt(schema, raw, issue.path)
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        report.add([...path, key], `不认识的键 ${key}${suggestion(key, keysOf(at))}`, { key: true })
    } else if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
      const values = discriminatorValues(schemaAt(schema, raw, issue.path.slice(0, -1)), issue.discriminator)
      report.add(
        path,
        here === undefined
          ? `缺少 ${issue.discriminator}${suggestion('', values)}`
          : `${written(here)}不是可用的取值${suggestion(String(here), values)}`,
      )
    } else if (issue.code === 'invalid_union' && here !== undefined) {
      const branch = at === null ? null : chooseBranch(at, here)
      const inner = branch === null ? null : z.safeParse(branch, here)
      if (branch !== null && inner !== null && !inner.success)
        explain({ schema: branch, raw: here, issues: inner.error.issues, base: path }, report)
      else report.add(path, unionMessage(at, here))
    } else if (issue.code === 'invalid_key') {
      report.add(path, `键 ${String(issue.path.at(-1))} 写法不对：${issue.issues[0]?.message ?? ''}`, { key: true })
    } else report.add(path, issueMessage(issue, here))
  }
}

/** The definition in its declared form, or `null` with every departure reported at its own line. */
export const checkShape = <T>(definition: Pick<Definition, 'raw'>, schema: z.ZodType<T>, report: Report): T | null => {
  const result = schema.safeParse(definition.raw)
  if (result.success) return result.data
  const branch = chooseBranch(schema, definition.raw)
  const chosen = branch === null ? null : z.safeParse(branch, definition.raw)
  if (branch !== null && chosen !== null && !chosen.success)
    explain({ schema: branch, raw: definition.raw, issues: chosen.error.issues, base: [] }, report)
  else explain({ schema, raw: definition.raw, issues: result.error.issues, base: [] }, report)
  return null
}
