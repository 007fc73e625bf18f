import { z } from 'zod'
import {
  datasetSchema,
  deliveredSchema,
  deriveKinds,
  deriveSchema,
  derivedSchema,
  panelSchema,
  termKinds,
  termSchema,
  valueKinds,
  valueSchema,
} from '../schema/index.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Unions whose branch is named by one key of the entry. */
const keyed: [z.core.$ZodType, Record<string, z.ZodType>][] = [
  [valueSchema, valueKinds],
  [termSchema, termKinds],
  [deriveSchema.shape.columns.valueType, deriveKinds],
]

/** The keys that tell the branches of a union apart, or `null` when its branches are told apart otherwise. */
export const branchKeys = (schema: z.core.$ZodType): string[] | null => {
  const kinds = keyed.find(([union]) => union === schema)?.[1]
  return kinds === undefined ? null : Object.keys(kinds)
}

/** The values that tell the branches of a union apart by `key`, or none. */
export const discriminatorValues = (schema: z.core.$ZodType | null, key: string): string[] =>
  schema instanceof z.ZodDiscriminatedUnion
    ? (schema.options as z.ZodObject[]).flatMap(({ shape }) => {
        const value: unknown = shape[key]
        return value instanceof z.ZodLiteral ? [...value.values].map(String) : []
      })
    : []

/** Strips what only wraps another schema: optional, default, lazy, transform. */
const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodLazy)
    return unwrap(schema.unwrap())
  if (schema instanceof z.ZodDefault) return unwrap(schema.unwrap())
  if (schema instanceof z.ZodPipe) return unwrap(schema.in)
  return schema
}

const panelBranch = (raw: unknown): z.core.$ZodType | null =>
  panelSchema.options.find((option) => isObject(raw) && option.shape.panel.value === raw['panel']) ?? null

const fits = (schema: z.core.$ZodType, raw: unknown): boolean => {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord) return isObject(raw)
  if (inner instanceof z.ZodArray || inner instanceof z.ZodTuple) return Array.isArray(raw)
  if (inner instanceof z.ZodString) return typeof raw === 'string'
  if (inner instanceof z.ZodNumber) return typeof raw === 'number'
  return z.safeParse(schema, raw).success
}

const sharedKeys = (schema: z.core.$ZodType, raw: unknown): number => {
  const inner = unwrap(schema)
  return inner instanceof z.ZodObject && isObject(raw) ? Object.keys(raw).filter((key) => key in inner.shape).length : 0
}

/** The branch of a union the author meant, by the key that is there or else by the form; `null` when nothing tells. */
export const chooseBranch = (union: z.core.$ZodType, raw: unknown): z.core.$ZodType | null => {
  if (union === panelSchema) return panelBranch(raw)
  if (union === datasetSchema) return isObject(raw) && 'derive' in raw ? derivedSchema : deliveredSchema
  const kinds = keyed.find(([schema]) => schema === union)?.[1]
  if (kinds !== undefined) {
    const present = isObject(raw) ? Object.keys(kinds).filter((key) => key in raw) : []
    return present.length === 1 ? (kinds[present[0]!] ?? null) : null
  }
  if (!(union instanceof z.ZodUnion)) return null
  const fitting = (union.options as z.core.$ZodType[]).filter((option) => fits(option, raw))
  return fitting.sort((a, b) => sharedKeys(b, raw) - sharedKeys(a, raw))[0] ?? null
}

/**
 * The schema that applies at `path` inside `raw`, branches chosen on the way; `null` where the schema knows no such
 * path.
 */
export const schemaAt = (
  schema: z.core.$ZodType,
  raw: unknown,
  path: readonly PropertyKey[],
): z.core.$ZodType | null => {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodUnion && path.length > 0) {
    const branch = chooseBranch(inner, raw)
    return branch === null ? null : schemaAt(branch, raw, path)
  }
  const [segment, ...rest] = path
  if (segment === undefined) return inner
  const value: unknown =
    isObject(raw) || Array.isArray(raw) ? (raw as Record<PropertyKey, unknown>)[segment] : undefined
  const next = (found: z.core.$ZodType | undefined | null) => (found ? schemaAt(found, value, rest) : null)
  if (inner instanceof z.ZodObject) {
    const shape = inner.shape as Record<string, z.core.$ZodType>
    return next(Object.hasOwn(shape, String(segment)) ? shape[String(segment)] : inner.def.catchall)
  }
  if (inner instanceof z.ZodRecord) return next(inner.valueType)
  if (inner instanceof z.ZodArray) return next(inner.element)
  if (inner instanceof z.ZodTuple) return next((inner.def.items as z.core.$ZodType[])[Number(segment)])
  return null
}

/** Keys an object may have here, for the word that was probably meant. */
export const keysOf = (schema: z.core.$ZodType | null): string[] => {
  if (schema === null) return []
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape)
  if (inner instanceof z.ZodUnion) return (inner.options as z.core.$ZodType[]).flatMap(keysOf)
  return []
}
