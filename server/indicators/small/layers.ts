import type { Catalog, Dataset, Expression, Indicator } from '../../catalog/index.ts'

/**
 * The counts of a dataset's rows that published numbers tell, or let one subtract; each as SQL. The first is all rows.
 */
interface Layers {
  sql: string[]
  expressions: (Expression | null)[]
}

const both = (...conditions: (string | null)[]): string =>
  conditions
    .filter((one) => one !== null && one !== 'true' && one !== '(true)')
    .map((one) => `(${one})`)
    .join(' and ') || 'true'

/** Conditions whose rows are counted by the indicator's value, and those its value stands on. */
const conditionsOf = ({ where, value }: Indicator): { counted: string[]; needed: string[] } => {
  const own = where?.sql ?? null
  switch (value.kind) {
    case 'count':
      return { counted: [both(own), both(own, value.of.sql)], needed: [] }
    case 'ratio': {
      const terms = [value.of, value.to].filter(({ kind }) => kind === 'count').map(({ of }) => both(own, of.sql))
      const rest = terms.length === 2 ? [both(terms[1]!, `(${terms[0]!}) is not true`)] : []
      return { counted: [both(own), ...terms, ...rest], needed: [] }
    }
    default:
      return { counted: [], needed: [both(own)] }
  }
}

const expressionsOf = ({ where, value }: Indicator): (Expression | null)[] =>
  value.kind === 'ratio'
    ? [where, value.of.of, value.to.of]
    : 'of' in value && 'text' in value.of
      ? [where, value.of]
      : [where]

/**
 * A number told of some rows and one told of all give away that of the others, so what is left is a layer too. Standing
 * counts (`active`) are looked at by themselves: they are true for a moment and add up over no time.
 */
export const layersOf = (catalog: Catalog, dataset: Dataset): Layers => {
  const leaves = [...catalog.indicators.values()].filter(
    ({ from, value }) => from === dataset.id && value.kind !== 'active',
  )
  const found = leaves.map(conditionsOf)
  const counted = new Set(found.flatMap((one) => one.counted))
  const rest = counted.has('true')
    ? [...counted].filter((one) => one !== 'true').map((one) => `(${one}) is not true`)
    : []
  const conditions = new Set(['true', ...counted, ...rest, ...found.flatMap((one) => one.needed)])
  const distinct = leaves.flatMap(({ where, value }) =>
    value.kind === 'distinct' ? [`count(distinct ${value.of.sql}) filter (${both(where?.sql ?? null)})`] : [],
  )
  return {
    sql: [...[...conditions].map((one) => `count(*) filter (${one})`), ...distinct],
    expressions: leaves.flatMap(expressionsOf),
  }
}
