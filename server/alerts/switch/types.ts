/** Somebody's word that a rule judges from now on, or no longer does; `at` in local milliseconds. */
export interface RuleSwitch {
  rule: string
  on: boolean
  /** What the rule's file said at that moment: once it says otherwise, the newer word counts. */
  declared: boolean
  at: number
  author: { id: string; name: string }
  reason: string
}
