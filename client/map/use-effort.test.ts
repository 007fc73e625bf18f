import { effectScope, nextTick, ref } from 'vue'
import { expect, test } from 'vitest'
import type { Graphics } from './graphics.ts'
import { useEffort } from './use-effort.ts'

const open = (graphics: Graphics, extrude?: boolean) => {
  const asked = ref<boolean | undefined>(extrude)
  return { asked, effort: effectScope().run(() => useEffort(() => asked.value, graphics))! }
}
const STUTTER = [200, 200, 200]

test.each([
  ['hardware', true, true],
  ['hardware', undefined, false],
  ['software', true, false],
  ['none', true, false],
] as const)('with %s and a screen that asks for depth: %s, it is there: %s', (graphics, extrude, there) =>
  expect(open(graphics, extrude).effort.depth.value).toBe(there),
)

test('flights that stutter put depth off first, then the glow; smooth ones nothing', () => {
  const { effort } = open('hardware', true)
  const state = () => [effort.depth.value, effort.heat.value]
  effort.judge([16, 16])
  effort.judge([16, 16])
  expect(state()).toEqual([true, true])
  effort.judge(STUTTER)
  effort.judge(STUTTER)
  expect(state()).toEqual([false, true])
  effort.judge(STUTTER)
  effort.judge(STUTTER)
  expect(state()).toEqual([false, false])
})

test('another screen proposes anew', async () => {
  const { asked, effort } = open('hardware', false)
  asked.value = true
  await nextTick()
  expect(effort.depth.value).toBe(true)
})
