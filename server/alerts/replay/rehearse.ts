import type { RuleReplay } from '../../contract/index.ts'
import { mayReadTheme } from '../../indicators/index.ts'
import { replay, type ReplayDeps } from './replay.ts'
import { verdictOf, type BegunCase } from './verdict.ts'

const DAY = 86_400_000

export interface RehearseDeps extends ReplayDeps {
  /** Cases of a type, or of a theme where there is none, that began since a local moment. */
  begun: (ask: { type: string | null; theme: string; since: number }) => Promise<BegunCase[]>
}

/**
 * A rule over the past so many days, judged by the cases that came; `null` = no such rule in the scope. Changes
 * nothing.
 */
export const rehearse = async (id: string, days: number, deps: RehearseDeps): Promise<RuleReplay | null> => {
  const { catalog, regions, clock, scope, begun } = deps
  const rule = catalog.alerts.get(id)
  if (!rule || !mayReadTheme(scope, rule.theme)) return null
  const since = clock.local() - days * DAY
  const type = rule.opens?.case ?? null
  const cases = await begun({ type, theme: rule.theme, since: since - DAY })
  const theme = catalog.themes.find(({ id: one }) => one === rule.theme)?.title ?? rule.theme
  const about = type === null ? `“${theme}”领域的事件` : `“${catalog.caseTypes.get(type)?.title ?? type}”类事件`
  return verdictOf(await replay(rule, since, deps), cases, { rule, days, regions, clock, about })
}
