import { expect, test } from 'vitest'
import type { Past } from './choose/method.ts'
import { createLearner, learn, type Learned } from './learned.ts'

const DAY = 86_400_000
const past = (last: number): Past => {
  const series = [...Array.from({ length: 34 }, (_, at) => 20 + (at % 7) + at / 10), last]
  return { series, grain: 'day', horizon: 3, starts: Array.from({ length: 38 }, (_, at) => at * DAY) }
}

test('the same past is learned from once, by whoever asks at once or later; one number more is another past', async () => {
  let learned = 0
  const learner = createLearner((...asked) => {
    learned += 1
    return learn(...asked)
  })
  const [first, second] = await Promise.all([learner(past(25), 'a'), learner(past(25), 'a')])
  expect(await learner(past(25), 'a')).toBe(first)
  expect([learned, second === first]).toEqual([1, true])
  expect((await learner(past(40), 'a')).outlook!.values).not.toEqual(first.outlook!.values)
  await learner(past(25), 'b')
  expect(learned).toBe(3)
  expect(first).toMatchObject({ outlook: { values: (await learn(past(25), 'a')).outlook!.values } })
})

test('what could not be learned is tried again', async () => {
  let tries = 0
  const learner = createLearner(async (): Promise<Learned> => {
    tries += 1
    if (tries === 1) throw new Error('once')
    return { choice: null, outlook: null, widening: [] }
  })
  await expect(learner(past(25), 'a')).rejects.toThrow('once')
  expect((await learner(past(25), 'a')).choice).toBeNull()
})
