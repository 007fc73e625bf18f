import { expect, test } from 'vitest'
import type { Person, Scope } from '../../contract/index.ts'
import { OFFICERS, definitions } from '../testing/town.fixture.ts'
import { timeline } from '../testing/timeline.fixture.ts'

const HIGH = (more: string): string => `
  - id: t.high
    title: 水位高
    on: t.level
    grain: day
    level: village
    bands: { red: { enter: ">= 60", exit: "< 50" } }
    tells: { red: [village, town] }
${more}`
const WHOLE = { reaches: [{ roots: ['d'], themes: 'all' as const, class: 'internal' as const }] }
const ME = OFFICERS[0]!

test('a rule that somebody switches off takes its alerts with it for that reason, judges nothing, is off after a restart, and begins anew when it is on again', async () =>
  timeline(await definitions(HIGH('')), '10:00', '10:40')
    .aloud()
    .at('10:05')
    .push({ v11: 70 })
    .soon('v11 fired red')
    .at('10:10')
    .run(({ alerts }) => alerts.switchRule('t.high', { on: false, reason: '水尺改造' }, ME, WHOLE))
    .soon('v11 resolved red')
    .at('10:15')
    .push({ v12: 80 })
    .at('10:20')
    .restart()
    .at('10:25')
    .push({ v12: 81 })
    .at('10:30')
    .run(({ alerts }) => alerts.switchRule('t.high', { on: true, reason: '改造完成' }, ME, WHOLE))
    .soon('v11 fired red', 'v12 fired red')
    .tell(async ({ alerts, heard }) => {
      const [over] = await alerts.list({ states: ['resolved'], region: 'd', limit: 9 }, WHOLE)
      expect(over).toMatchObject({ region: 'v11', ended: '规则已停用：水尺改造（leader@d）' })
      expect(heard.find(({ why }) => why === 'resolved')?.text).toContain(
        '规则已停用：水尺改造（leader@d），不再监视，不表示情况好转。',
      )
      const [rule] = await alerts.rules(WHOLE, ME)
      expect(rule).toMatchObject({ enabled: true, switched: null, maySwitch: true })
      expect(rule!.switches.map(({ on, reason }) => [on, reason])).toEqual([
        [true, '改造完成'],
        [false, '水尺改造'],
      ])
    }))

test('a rule its file has not switched on yet is switched on by hand, until the file says otherwise', async () => {
  const trial = await definitions(HIGH('    enabled: false\n'))
  const taken = await definitions(HIGH(''))
  await timeline(trial, '10:00', '10:40')
    .at('10:05')
    .push({ v11: 70 })
    .at('10:10')
    .run(({ alerts }) => alerts.switchRule('t.high', { on: true, reason: '回放命中率高' }, ME, WHOLE))
    .soon('v11 fired red')
    .at('10:20')
    .run(({ redefine }) => redefine(taken))
    .at('10:30')
    .run(({ redefine }) => redefine(trial))
    .soon('v11 resolved red')
    .tell(async ({ alerts }) => {
      const [rule] = await alerts.rules(WHOLE, ME)
      expect(rule).toMatchObject({ enabled: false, switched: null })
      expect(rule!.switches.map(({ by, reason }) => `${by.name} ${reason}`)).toEqual([
        '定义文件 文件里改为停用',
        '定义文件 文件里改为启用',
        'leader@d 回放命中率高',
      ])
    })
})

test('of two who switch the same rule one is told who was first; who may not everywhere, or not see it, is refused', async () => {
  const town: Person = OFFICERS[2]!
  const blind = { reaches: [{ roots: ['d'], themes: ['u'], class: 'internal' as const }] }
  await timeline(await definitions(HIGH('')), '10:00', '10:05').tell(async ({ alerts }) => {
    const off = (person: Person, scope: Scope = WHOLE) =>
      alerts.switchRule('t.high', { on: false, reason: '检修' }, person, scope)
    await expect(off(town)).rejects.toThrow('没有启用和停用这条规则的权限')
    await expect(off(ME, blind)).rejects.toThrow('没有规则 t.high')
    expect((await alerts.rules(WHOLE, town))[0]).toMatchObject({ enabled: true, maySwitch: false })
    expect(alerts.off(WHOLE)).toEqual([])
    const both = await Promise.allSettled([off(ME), off(ME)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await expect(off(ME)).rejects.toMatchObject({
      problem: { status: 409, detail: expect.stringContaining('leader@d 已于') as string },
    })
    expect(alerts.off(WHOLE)).toMatchObject([{ rule: 't.high', reason: '检修', by: { name: 'leader@d' } }])
    expect(alerts.off(blind)).toEqual([])
  })
})
