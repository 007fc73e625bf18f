import { expect, test } from 'vitest'
import { viewProblemWords } from './view-problem.ts'

const problem = (type: string, more: { detail?: string; hint?: string } = {}) => ({
  type: `/problems/${type}`,
  title: '标题',
  status: 404,
  ...more,
})

test('a screen that is not there and a place that is not there are said alike, and to people', () => {
  const [screen, region] = ['unknown-screen', 'unknown-region'].map((type) =>
    viewProblemWords(problem(type, { hint: '可用的区域见 GET /api/v1/regions' })),
  )
  expect(screen).toEqual(region)
  expect(screen!.lines.join()).not.toMatch(/api|GET/i)
})

test.each([
  [{ detail: '网络中断', hint: '请稍后重试' }, ['网络中断', '请稍后重试']],
  [{ hint: '可选的单位见 GET /api/v1/usage' }, []],
  [{}, []],
])('%o is told as it is, but for what programs do', (more, lines) => {
  expect(viewProblemWords(problem('other', more))).toEqual({ title: '标题', lines })
})
