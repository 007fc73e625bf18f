/** A queue that can be simulated; all indicators it names exist and are known by the day. */
export interface Simulation {
  id: string
  title: string
  theme: string
  /** Level whose places each have a queue of their own. */
  level: string
  arrivals: string
  backlog: string
  hours: string
  joint: { share: string; hours: string; alone: string } | null
  /** Places of this level are its staff, one person each. */
  staff: { level: string; title: string } | null
}
