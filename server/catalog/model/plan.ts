import type { AlertBand } from './alert-rule.ts'

/** One step of a response; `from` = the mildest severity that asks for it, `null` = every one. */
export interface PlanStep {
  who: string
  does: string
  withinSeconds: number | null
  from: AlertBand | null
}

/** What is to be done when a rule that names it fires, in the order it is done. */
export interface Plan {
  id: string
  title: string
  basis: string | null
  steps: PlanStep[]
}
