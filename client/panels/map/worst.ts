import type { AlertBrief, View } from '../../../server/contract/index.ts'

const GRAVITY = { red: 0, orange: 1, yellow: 2, blue: 3, green: 4 }
const COURSE = { worse: 0, even: 1, better: 2 }

/**
 * What makes one alert worse than another, heaviest first: its colour, that nobody muted it or it calms, that nobody
 * has it, that it grows.
 */
const pressing = ({ band, muted, state, owner, case: opened, course }: AlertBrief): number[] => [
  GRAVITY[band],
  muted !== null || state === 'recovering' ? 1 : 0,
  owner === null && opened === null ? 0 : 1,
  COURSE[course],
]

const compare = (a: number[], b: number[]): number => a.reduce((sum, part, at) => sum || part - b[at]!, 0)

/**
 * The gravest red or orange alert any panel of the view lists, of equal ones what nobody has or what gets worse; then
 * the server's order decides.
 */
export const worstOf = ({ panels }: View): AlertBrief | null => {
  const listed = Object.values(panels).flatMap((panel) =>
    panel.kind === 'alerts' || panel.kind === 'ticker' ? panel.rows : [],
  )
  const grave = listed.filter(({ band }) => band === 'red' || band === 'orange')
  return grave.toSorted((a, b) => compare(pressing(a), pressing(b)))[0] ?? null
}
