import { ofAllCases, ofOwnCases, type Reach, type RegionCode, type Scope } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Parameter } from '../../store/index.ts'
import type { Own } from '../parties/standing.ts'
import { fence } from './write.ts'

/** Collects parameters as a condition is written. */
export interface Binder {
  add: (value: Parameter) => string
  /** A statement with the parameters it uses, and only those. */
  bind: (statement: string) => [statement: string, parameters: Parameter[]]
}

export const createBinder = (): Binder => {
  const parameters: Parameter[] = []
  return {
    add: (value) => `$${parameters.push(value)}`,
    bind: (statement) => {
      const used = [...new Set([...statement.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)))]
      return [
        statement.replaceAll(/\$(\d+)/g, (_, number: string) => `$${used.indexOf(Number(number)) + 1}`),
        used.map((number) => parameters[number - 1]!),
      ]
    },
  }
}

/** A region and all below it, at any time. */
export type Below = (region: RegionCode) => readonly RegionCode[]

export const createBelow = (regions: Regions): Below => {
  let known: Map<RegionCode, RegionCode[]> | null = null
  return (region) => {
    if (known === null) {
      known = new Map()
      for (const { ancestor, descendant } of regions.closure()) {
        const list = known.get(ancestor)
        if (list) list.push(descendant)
        else known.set(ancestor, [descendant])
      }
    }
    return known.get(region) ?? []
  }
}

/** The same themes granted in many places are one reach: whoever has forty villages must not cost forty joins. */
const byThemes = ({ reaches }: Scope): Pick<Reach, 'roots' | 'themes'>[] => {
  const groups = new Map<string, { roots: RegionCode[]; themes: Reach['themes'] }>()
  for (const { roots, themes } of reaches) {
    const key = themes === 'all' ? 'all' : JSON.stringify([...themes].sort())
    const group = groups.get(key)
    if (group) group.roots.push(...roots)
    else groups.set(key, { roots: [...roots], themes })
  }
  return [...groups.values()]
}

interface WithinDeps {
  root: RegionCode
  below: Below
  binder: Binder
}

const reachesSql = (scope: Scope, { root, below, binder }: WithinDeps): string[] =>
  byThemes(scope).map(({ roots, themes }) => {
    const inTheme = themes === 'all' ? 'true' : `theme in (select unnest(${binder.add([...themes])}::VARCHAR[]))`
    const inRegion = roots.includes(root)
      ? 'true'
      : `region in (select unnest(${binder.add([...new Set(roots.flatMap((one) => [...below(one)]))])}::VARCHAR[]))`
    return `(${inTheme} and ${inRegion})`
  })

/**
 * SQL for what a reader may see: all their scope reaches, whatever they hold themselves, and, where it reaches their
 * own cases alone, those they have had a hand in. `own` is `null` where nobody in person asks.
 */
export const withinSql = (scope: Scope, own: Own | null, deps: WithinDeps): string => {
  const { add } = deps.binder
  const parts = [
    ...reachesSql(ofAllCases(scope), deps),
    ...(own?.holders ?? []).map((id) => `contains(holders, ${add(fence(id))})`),
    ...(own
      ? reachesSql(ofOwnCases(scope), deps).map(
          (reached) => `(${reached} and id in (select case_id from case_entry where author = ${add(own.hand)}))`,
        )
      : []),
  ]
  return `(${parts.join(' or ') || 'false'})`
}
