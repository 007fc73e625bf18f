import type { Catalog } from '../../catalog/index.ts'
import type { Person, Scope, SwitchWish } from '../../contract/index.ts'
import { mayReadTheme, problem, Refused } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import { can, type Regions } from '../../regions/index.ts'
import type { Desk } from '../desk.ts'
import { saveSwitch } from '../keep/save.ts'
import { switched, switchedBy } from './switched.ts'

interface SwitchDeps {
  desk: Pick<Desk, 'plan' | 'switches'>
  regions: Regions
  clock: Clock
  /** As the files say it. */
  declared: () => Catalog
  /** Goes by what holds now: what is no longer asked for ends; `anew`, everything is judged too. */
  followed: (anew: boolean) => Promise<void>
}

/** A rule judges every place, so that switching it takes the right to its theme everywhere. */
export const maySwitch = (regions: Regions, person: Person, theme: string): boolean =>
  can(regions, person, { action: 'configure', region: regions.root.code, theme })

/** Switching rules by hand, beside what their files say. */
export const createSwitching = ({ desk, regions, clock, declared, followed }: SwitchDeps) => ({
  /**
   * Switches a rule on or off for a reason, from now on; what it had open has ended when this resolves. Throws `Refused`
   * when it is not there for this person, may not be switched by them, or is so already: of two at once, one is told
   * who was first.
   */
  switchRule: async (id: string, { on, reason }: SwitchWish, person: Person, scope: Scope): Promise<void> => {
    const rule = declared().alerts.get(id)
    if (!rule || !mayReadTheme(scope, rule.theme))
      throw new Refused(problem(404, 'unknown-rule', `没有规则 ${id}`, { field: 'rule' }))
    if (!maySwitch(regions, person, rule.theme))
      throw new Refused(
        problem(403, 'not-allowed', '您没有启用和停用这条规则的权限', {
          hint: '规则管全域，须有全域、这一主题的“配置”权限',
        }),
      )
    await desk.plan(async (sql) => {
      if (switched(declared(), desk.switches()).alerts.get(id)?.enabled === on) {
        const by = switchedBy(rule, desk.switches())
        throw new Refused(
          problem(409, 'already-switched', `这条规则已经${on ? '启用' : '停用'}`, {
            ...(by
              ? {
                  detail: `${by.author.name} 已于 ${clock.zone.format(by.at).slice(0, 16).replace('T', ' ')} 操作：${by.reason}`,
                }
              : {}),
            hint: '请刷新后再看',
          }),
        )
      }
      await saveSwitch(sql, {
        rule: id,
        on,
        declared: rule.enabled,
        at: clock.local(),
        author: { id: person.id, name: person.name },
        reason,
      })
    })
    await followed(on)
  },
})
export type Switching = ReturnType<typeof createSwitching>
