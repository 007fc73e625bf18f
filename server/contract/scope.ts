import type { RegionCode } from './region.ts'

/** How sensitive a column is; a scope names the highest class it may see. */
export const DATA_CLASSES = ['public', 'internal', 'personal'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/** Everything below `roots`, in `themes`, up to `class`. */
export interface Reach {
  readonly roots: readonly RegionCode[]
  readonly themes: readonly string[] | 'all'
  readonly class: DataClass
  /** Whether the rows may be seen too: only then is a number told that is counted over a few people. */
  readonly rows?: boolean
  /** Of cases, only those that were given to whoever reads, or that they had a hand in. */
  readonly own?: boolean
  /**
   * Read in a hall, by whoever stands there: nobody is named who handles something, or ordered it, and no free words
   * are told.
   */
  readonly hall?: boolean
}

/**
 * What a person may see: the union of its reaches, each standing alone, so that a theme granted in one
 * region lends nothing to another. Every read takes one; there is no default. Made only by `server/access`.
 */
export interface Scope {
  readonly reaches: readonly Reach[]
}

const reachKey = ({ roots, themes, class: sensitivity, rows = false, own = false, hall = false }: Reach): string =>
  JSON.stringify([[...roots].sort(), themes === 'all' ? 'all' : [...themes].sort(), sensitivity, rows, own, hall])

/**
 * A scope with the aggregates of some places in one theme beside it, no row and nothing personal: for a ranking that
 * its screen declares open to peers, and for nothing else.
 */
export const withAggregates = (scope: Scope, roots: readonly RegionCode[], theme: string): Scope => ({
  reaches: [...scope.reaches, { roots, themes: [theme], class: 'internal', rows: false }],
})

/** The same numbers without the right to rows: what may be told to everybody who may read numbers there. */
export const withoutRows = ({ reaches }: Scope): Scope => ({
  reaches: reaches.map((reach) => ({ ...reach, rows: false })),
})

/** Whether those who handle something are named, to whoever reads with this scope. */
export const isNamed = ({ reaches }: Scope): boolean => !reaches.some(({ hall }) => hall === true)

/** As far as a scope tells of cases, whoever they were given to. */
export const ofAllCases = ({ reaches }: Scope): Scope => ({ reaches: reaches.filter(({ own }) => own !== true) })

/** As far as a scope tells of one's own cases alone. */
export const ofOwnCases = ({ reaches }: Scope): Scope => ({ reaches: reaches.filter(({ own }) => own === true) })

/** As far as a scope reaches in some themes. */
export const onlyThemes = ({ reaches }: Scope, themes: readonly string[]): Scope => ({
  reaches: reaches.map((reach) => ({
    ...reach,
    themes: reach.themes === 'all' ? themes : reach.themes.filter((theme) => themes.includes(theme)),
  })),
})

/** Equal scopes have equal keys; part of the key of everything cached or shared between readers. */
export const scopeKey = (scope: Scope): string => scope.reaches.map(reachKey).sort().join('')

/** Themes a scope reaches anywhere. */
export const themesOf = (scope: Scope): readonly string[] | 'all' =>
  scope.reaches.some(({ themes }) => themes === 'all')
    ? 'all'
    : [...new Set(scope.reaches.flatMap(({ themes }) => themes))]
