import type { Indicator } from '../../catalog/index.ts'
import { literal } from '../../store/index.ts'
import type { Ask } from '../ask.ts'
import { compileActive } from '../passes/active.ts'
import { directPass, quantilePass } from '../passes/direct.ts'
import { latestPass } from '../passes/latest.ts'
import type { PassContext } from '../passes/pass.ts'
import { leavesOf } from '../leaves.ts'

const overFacts = (context: PassContext, indicator: Indicator, ask: Ask): string => {
  switch (indicator.value.kind) {
    case 'active':
      return compileActive(context, indicator, ask)
    case 'latest':
      return latestPass.compile(context, indicator, ask)
    case 'quantile':
      return quantilePass.compile(context, indicator, ask)
    default:
      return directPass.compile(context, indicator, ask)
  }
}

const tidy = (sql: string): string =>
  sql
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n')

/**
 * The SQL that computes a cell from the facts, ready to run on the store; one statement for each indicator it is made
 * of, of the themes its reader may know.
 */
export const cellSql = (
  context: PassContext,
  indicator: Indicator,
  ask: Ask,
  mayKnow: (theme: string) => boolean,
): string =>
  leavesOf(context.catalog, indicator)
    .filter((leaf) => mayKnow(leaf.theme))
    .map(
      (leaf) =>
        `-- ${leaf.id} ${leaf.title}\n${tidy(overFacts(context, leaf, ask).replaceAll('$1::VARCHAR[]', `[${ask.regions.map(literal).join(', ')}]`))};`,
    )
    .join('\n\n')
