import { alertRuleWords, type Catalog } from '../../catalog/index.ts'
import {
  ofAllCases,
  type Person,
  type RegionCode,
  type RuleInfo,
  type RuleOff,
  type RuleSwitched,
  type RuleVersion,
  type Scope,
  type Silence,
} from '../../contract/index.ts'
import { mayRead, mayReadTheme } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger } from '../../store/index.ts'
import { isActive } from '../silence/silenced-by.ts'
import type { PlannedSilence } from '../silence/types.ts'
import { maySwitch } from '../switch/command.ts'
import { switchedBy } from '../switch/switched.ts'
import type { RuleSwitch } from '../switch/types.ts'
import type { Episode } from '../types.ts'

interface RulesDeps {
  ledger: Ledger
  catalog: Catalog
  regions: Regions
  clock: Clock
  live: readonly Episode[]
  /** As the files say it. */
  declared: Catalog
  switches: readonly RuleSwitch[]
}

const DAYS = 30 * 86_400_000

interface Count {
  rule: string
  region: RegionCode
  fired: number
  withCase: number
}

const countsSince = (ledger: Ledger, since: number): Promise<Count[]> =>
  ledger.read(async (sql) => {
    const table = await sql.query(
      `select rule, region, count(*) as fired, count(*) filter (json_extract_string(body, '$.case') is not null) as cases from alert where state <> 'pending' and since >= $1 group by rule, region`,
      [since],
    )
    return table.records().map((row) => ({
      rule: String(row['rule']),
      region: String(row['region']),
      fired: row['fired'] as number,
      withCase: row['cases'] as number,
    }))
  })

const versionsOf = (ledger: Ledger, { zone }: Clock): Promise<Map<string, RuleVersion[]>> =>
  ledger.read(async (sql) => {
    const versions = new Map<string, RuleVersion[]>()
    for (const row of (
      await sql.query('select rule, version, definition, seen from alert_rule order by seen desc')
    ).records()) {
      const rule = String(row['rule'])
      versions.set(rule, [
        ...(versions.get(rule) ?? []),
        { version: String(row['version']), since: zone.format(row['seen'] as number), yaml: String(row['definition']) },
      ])
    }
    return versions
  })

const told = ({ on, at, author, reason }: RuleSwitch, { zone }: Clock): RuleSwitched => ({
  on,
  at: zone.format(at),
  by: author,
  reason,
})

/** The rules of a reader's themes that somebody has switched off, the newest first. */
export const showOff = (
  { declared, switches, clock }: Pick<RulesDeps, 'declared' | 'switches' | 'clock'>,
  scope: Scope,
): RuleOff[] =>
  [...declared.alerts.values()]
    .filter(({ theme }) => mayReadTheme(scope, theme))
    .flatMap((rule) => {
      const by = switchedBy(rule, switches)
      return by && !by.on ? [{ rule, by }] : []
    })
    .sort((a, b) => b.by.at - a.by.at)
    .map(({ rule: { id, title }, by: { at, author, reason } }) => ({
      rule: id,
      title,
      at: clock.zone.format(at),
      by: author,
      reason,
    }))

/**
 * The rules of the themes a reader knows, with how they have been doing in that reader's places, now and over the last
 * thirty days.
 */
export const showRules = async (
  { ledger, catalog, regions, clock, live, declared, switches }: RulesDeps,
  scope: Scope,
  person: Person,
): Promise<RuleInfo[]> => {
  const ofCases = ofAllCases(scope)
  const counts = await countsSince(ledger, clock.local() - DAYS)
  const versions = await versionsOf(ledger, clock)
  const levelTitle = (level: string): string => regions.levels.find(({ id }) => id === level)?.title ?? level
  return [...catalog.alerts.values()]
    .filter(({ theme }) => mayReadTheme(scope, theme))
    .map((rule) => {
      const { id, title, theme, scale, enabled, version, origin, opens } = rule
      const open = live.filter(
        (one) => one.rule === id && one.state !== 'pending' && mayRead(regions, scope, one.region, theme),
      ).length
      const own = counts.filter((count) => count.rule === id && mayRead(regions, scope, count.region, theme))
      const fired = own.reduce((sum, count) => sum + count.fired, 0)
      const withCase = own
        .filter(({ region }) => mayRead(regions, ofCases, region, theme))
        .reduce((sum, count) => sum + count.withCase, 0)
      const by = switchedBy(declared.alerts.get(id), switches)
      return {
        id,
        title,
        theme,
        scale,
        enabled,
        switched: by && told(by, clock),
        switches: switches
          .filter((one) => one.rule === id)
          .toReversed()
          .map((one) => told(one, clock)),
        maySwitch: maySwitch(regions, person, theme),
        version,
        versions: versions.get(id) ?? [],
        definition: { file: origin.file, line: origin.line },
        // That it is on trial is said of one that its file has not switched on yet, not of one that somebody switched off.
        words: alertRuleWords({ ...rule, enabled: enabled || by !== null }, catalog, levelTitle),
        open,
        fired,
        withCase: opens && mayReadTheme(ofCases, theme) ? withCase : null,
      }
    })
}

/** A planned silence as it stands now. */
export const showSilence = (
  silence: PlannedSilence,
  { regions, clock, live }: Pick<RulesDeps, 'regions' | 'clock' | 'live'>,
): Silence => {
  const now = clock.local()
  const { id, rule, region, from, until, author, reason, ended } = silence
  const format = clock.zone.format
  return {
    id,
    rule,
    region,
    author,
    reason,
    regionName: regions.get(region)?.name ?? region,
    from: format(from),
    until: format(until),
    ended: ended === null ? null : format(ended),
    state: isActive(silence, now) ? 'active' : ended === null && now < from ? 'planned' : 'ended',
    mutes: live.filter(({ muted }) => muted?.id === id).length,
  }
}
