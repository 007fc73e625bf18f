import type { AlertRule, Catalog } from '../../catalog/index.ts'
import type { RuleSwitch } from './types.ts'

/** The word that decides over a rule now; `null` = its file does, as `declared`. `switches` in the order they were given. */
export const switchedBy = (declared: AlertRule | undefined, switches: readonly RuleSwitch[]): RuleSwitch | null => {
  const last = declared && switches.findLast(({ rule }) => rule === declared.id)
  return last && last.declared === declared.enabled && last.on !== declared.enabled ? last : null
}

/** The definitions with every rule as it was last switched; the same object where nothing was. */
export const switched = (catalog: Catalog, switches: readonly RuleSwitch[]): Catalog => {
  const over = [...catalog.alerts.values()].filter((rule) => switchedBy(rule, switches) !== null)
  if (over.length === 0) return catalog
  const alerts = new Map(catalog.alerts)
  for (const rule of over) alerts.set(rule.id, { ...rule, enabled: !rule.enabled })
  return { ...catalog, alerts }
}

/** The same, made again only when one of both has changed: it is asked for in every pass. */
export const createSwitched = (catalog: () => Catalog, switches: () => readonly RuleSwitch[]): (() => Catalog) => {
  let from: { catalog: Catalog; switches: readonly RuleSwitch[]; made: Catalog } | null = null
  return () => {
    const [now, given] = [catalog(), switches()]
    if (from?.catalog !== now || from.switches !== given)
      from = { catalog: now, switches: given, made: switched(now, given) }
    return from.made
  }
}

const FILE = { id: '', name: '定义文件' }

/** The words of files that have changed since somebody spoke: they are the newer ones, and count from now on. */
export const fileWords = (catalog: Catalog, switches: readonly RuleSwitch[], at: number): RuleSwitch[] =>
  [...catalog.alerts.values()].flatMap(({ id, enabled }) => {
    const last = switches.findLast(({ rule }) => rule === id)
    return last && last.declared !== enabled
      ? [
          {
            rule: id,
            on: enabled,
            declared: enabled,
            at,
            author: FILE,
            reason: `文件里改为${enabled ? '启用' : '停用'}`,
          },
        ]
      : []
  })
