import type { RegionCode } from './region.ts'

/** How sensitive a column is; a scope names the highest class it may see. */
export const DATA_CLASSES = ['public', 'internal', 'personal'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/**
 * What a person may see: everything below `roots`, in `themes`, up to `class`.
 * Every read takes one; there is no default. Made only by `server/access`.
 */
export interface Scope {
  readonly roots: readonly RegionCode[]
  readonly themes: readonly string[] | 'all'
  readonly class: DataClass
}

/** Equal scopes have equal keys; part of the key of everything cached or shared between readers. */
export const scopeKey = (scope: Scope): string =>
  JSON.stringify([[...scope.roots].sort(), scope.themes === 'all' ? 'all' : [...scope.themes].sort(), scope.class])
