import type { Plan } from '../../model/index.ts'
import type { PlanDefinition } from '../../schema/index.ts'

/** A plan as declared. */
export const resolvePlan = ({ id, title, basis, steps }: PlanDefinition): Plan => ({
  id,
  title,
  basis: basis ?? null,
  steps: steps.map(({ who, does, within, from }) => ({ who, does, withinSeconds: within ?? null, from: from ?? null })),
})
