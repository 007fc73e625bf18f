import { z } from 'zod'

/** `theme.name`: lower case, digits and underscores; the first part is the theme. */
export const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, '编号应写作 theme.name，只用小写字母、数字和下划线')

/** A column, theme, screen or part: one word of an id. */
export const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, '名称只用小写字母、数字和下划线，以字母开头')

/** Sentences. A folded line of YAML becomes a space, which Chinese does not have after its punctuation. */
export const proseSchema = z
  .string()
  .transform((text) => text.replaceAll(/(?<=[，。；：、）”])\s+(?=[\u3400-\u9fff“（])/g, ''))

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** `15m`, `-1h`, `400d` → seconds. */
export const durationSchema = z
  .string()
  .regex(/^-?\d+[smhd]$/, '时长应写作数字加 s、m、h 或 d，例如 15m、1h、400d')
  .transform((text) => Number(text.slice(0, -1)) * SECONDS[text.at(-1) as keyof typeof SECONDS])

/** A DuckDB scalar expression over the dataset's columns; what it may use is checked after parsing. */
export const expressionSchema = z.union([z.string().min(1), z.boolean()]).transform(String)

/** `< 80`, `>= 60`: a comparison with one number. */
export const thresholdSchema = z
  .string()
  .regex(/^\s*(<=|>=|<|>)\s*-?\d+(\.\d+)?\s*$/, '阈值应写作比较号加数字，例如 "< 80" 或 ">= 60"')
  .transform((text) => {
    const [, operator, number] = /(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)/.exec(text)!
    return { operator: operator as '<' | '<=' | '>' | '>=', number: Number(number) }
  })
export type Threshold = z.infer<typeof thresholdSchema>
