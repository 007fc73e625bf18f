import type { RegionCode } from '../../contract/index.ts'
import { createRegions } from '../create.ts'
import type { RegionNode, Regions } from '../types.ts'
import type { Delivered } from './read.ts'

export interface Matched {
  /** Outlines by the region they belong to; a region may come in several features. */
  outlines: Map<RegionNode, Delivered[]>
  /** In words: features that belong to no region, and regions without a feature. */
  strangers: string[]
  missing: string[]
}

const SUFFIX = /(街道办事处|街道|镇|乡|社区居委会|村委会|村民委员会|居民委员会|社区|村)$/

const texts = (outline: Delivered): string[] =>
  Object.values(outline.properties)
    .flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value).trim()] : []))
    .filter(Boolean)

const named = (outline: Delivered): string => {
  const written = texts(outline)
    .filter((text) => text.length <= 30)
    .slice(0, 3)
    .join('、')
  return `第 ${outline.number} 个要素${written && `（${written}）`}`
}

/** One node of these by name, alone or after that of its parent; of several the one whose parent is named too. */
const byName = (nodes: readonly RegionNode[], words: readonly string[], regions: Regions): RegionNode | null => {
  const above = ({ parent }: RegionNode): string => regions.get(parent ?? '')?.name ?? ''
  const whole = nodes.filter((node) => above(node) && words.some((word) => word.endsWith(above(node) + node.name)))
  const fits = (strict: boolean) =>
    nodes.filter(({ name }) =>
      words.some((word) => word === name || (!strict && word.replace(SUFFIX, '') === name.replace(SUFFIX, ''))),
    )
  for (const found of [whole, fits(true), fits(false)]) {
    const narrowed = found.length > 1 ? found.filter((node) => words.includes(above(node))) : found
    if (narrowed.length === 1) return narrowed[0]!
  }
  return null
}

/**
 * Finds for each outline the region of the level it belongs to: by a code among its properties, else by a name that
 * only one has.
 */
export const matchOutlines = (
  delivered: readonly Delivered[],
  nodes: readonly RegionNode[],
  level: string,
): Matched => {
  const regions = createRegions({
    nodes: [...nodes],
    levels: [],
    source: '',
    outlines: 'none',
    topology: null,
    today: () => '9999-12-31',
  })
  const candidates = nodes.filter((node) => node.level === level && node.to === null)
  const byCode = new Map<RegionCode, RegionNode>(candidates.map((node) => [node.code, node]))
  const outlines: Matched['outlines'] = new Map()
  const strangers: string[] = []
  for (const outline of delivered) {
    const words = texts(outline)
    const coded = words.map((word) => byCode.get(regions.resolve(word) ?? '')).find(Boolean)
    const node = coded ?? byName(candidates, words, regions)
    if (node) outlines.set(node, [...(outlines.get(node) ?? []), outline])
    else strangers.push(named(outline))
  }
  const missing = candidates
    .filter((node) => node.kind === 'place' && !outlines.has(node))
    .map(({ name, code }) => `${name}（${code}）`)
  return { outlines, strangers, missing }
}
