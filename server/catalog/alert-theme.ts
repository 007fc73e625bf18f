import type { Catalog, Screen } from './model/index.ts'

/**
 * The one theme whose alerts belong on a screen; `null` = those of all themes, on a screen of none and on one whose
 * theme has no rules: such a theme stands over the others, as indices do, and would never have an alert of its own.
 */
export const alertThemeOf = ({ alerts }: Pick<Catalog, 'alerts'>, { theme }: Pick<Screen, 'theme'>): string | null =>
  [...alerts.values()].some((rule) => rule.theme === theme) ? theme : null
