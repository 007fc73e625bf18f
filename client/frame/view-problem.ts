import type { Problem } from '../../server/contract/index.ts'
import { toPeople } from '../remote/index.ts'

/** What is said of a screen that cannot be shown. */
interface ProblemWords {
  title: string
  lines: string[]
}

/**
 * A screen or a place that is not there, or not for this reader: which of the two is told to nobody, so one sentence
 * serves both.
 */
const NOT_THERE: ProblemWords = {
  title: '这里没有可看的驾驶舱',
  lines: ['地址可能写错或已经失效，这个区域也可能不在您的权限内。'],
}

/** A problem in words for who looks at a screen; where in the interface a program would look is not said to people. */
export const viewProblemWords = (problem: Problem): ProblemWords => {
  const { type, title, detail, hint } = toPeople(problem)
  if (type === '/problems/unknown-screen' || type === '/problems/unknown-region') return NOT_THERE
  return { title, lines: [detail, hint].filter((line) => line !== undefined).filter((line) => !line.includes('/api/')) }
}
