import type { RegionCode, Scope } from '../contract/index.ts'
import type { Regions } from '../regions/index.ts'

const EVERY_THEME = '*'
/** No theme has this name. */
const NO_THEME = ''
const ROWS = 'rows'

/**
 * Where a scope reaches inside a place (everywhere where none is named), for a statement that chooses among more
 * entries than should be read into memory: what `mayRead` and `mayCount` say, as three parameters of `reached`.
 */
export const reachedBy = (
  regions: Regions,
  { reaches }: Scope,
  within?: RegionCode,
): [places: string[], themes: string[], opens: string[]] => {
  const pairs = regions.closure()
  const below = (roots: readonly RegionCode[]): Set<RegionCode> =>
    new Set(pairs.filter(({ ancestor }) => roots.includes(ancestor)).map(({ descendant }) => descendant))
  const inside = within === undefined ? null : below([within])
  const rows = reaches.flatMap(({ roots, themes, rows: mayOpen }) =>
    [...below(roots)]
      .filter((place) => inside?.has(place) ?? true)
      .flatMap((place) =>
        (themes === 'all' ? [EVERY_THEME] : themes.length === 0 ? [NO_THEME] : themes).map((theme) => ({
          place,
          theme,
          opens: mayOpen === true ? ROWS : '',
        })),
      ),
  )
  return [rows.map(({ place }) => place), rows.map(({ theme }) => theme), rows.map(({ opens }) => opens)]
}

/**
 * A table `reached` of places with the themes readable there and those whose rows are open; `first` is the number of
 * its first parameter.
 */
export const reached = (first: number): string => `reached as (
  select place, list(theme) as themes, coalesce(list(theme) filter (opens = '${ROWS}'), []) as opened
  from (select unnest($${first}::VARCHAR[]) as place, unnest($${first + 1}::VARCHAR[]) as theme, unnest($${first + 2}::VARCHAR[]) as opens) group by place)`

/** Holds where all of some themes – a list, as SQL – are among those of a column of `reached`. */
export const holdsAll = (column: 'themes' | 'opened', themes: string): string =>
  `(list_contains(reached.${column}, '${EVERY_THEME}') or list_has_all(reached.${column}, ${themes}))`
