/** Plain JSON, as it crosses the wire. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** One step: at `path` (keys and indices from the root) put a value, or take the key away. */
export type Step = [path: (string | number)[], value: Json] | [path: (string | number)[]]

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The changes that turn `before` into `after`: `apply(diff(a, b), a)` equals `b` for all JSON values.
 * Arrays of equal length are compared element by element; others are sent whole, because a shifted
 * window shares no positions.
 */
export const diff = (before: Json, after: Json, path: (string | number)[] = []): Step[] => {
  if (Object.is(before, after)) return []
  if (isObject(before) && isObject(after)) {
    const changed = Object.keys(after).flatMap((key) =>
      Object.hasOwn(before, key)
        ? diff(before[key]!, after[key]!, [...path, key])
        : [[[...path, key], after[key]!] as Step],
    )
    const removed = Object.keys(before)
      .filter((key) => !Object.hasOwn(after, key))
      .map((key): Step => [[...path, key]])
    return [...removed, ...changed]
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item, index) => diff(before[index]!, item, [...path, index]))
  }
  return [[path, after]]
}

const put = (base: Json, path: (string | number)[], change: Step): Json => {
  const [key, ...rest] = path
  if (key === undefined) return change.length === 2 ? change[1] : null
  if (Array.isArray(base)) {
    const copy = base.slice()
    copy[key as number] = put(base[key as number] ?? null, rest, change)
    return copy
  }
  const copy = { ...(isObject(base) ? base : {}) }
  if (rest.length === 0 && change.length === 1) delete copy[key]
  else define(copy, String(key), put(copy[key] ?? null, rest, change))
  return copy
}

/** A key named `__proto__` is data here, never the prototype. */
const define = (target: { [key: string]: Json }, key: string, value: Json): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Applies changes in order without touching `base`; parts that did not change keep their identity. */
export const apply = (changes: Step[], base: Json): Json =>
  changes.reduce((value, change) => put(value, change[0], change), base)
