import { randomUUID } from 'node:crypto'
import type { CaseEnd, Person, RegionCode, Scope, SilenceWish, TellingReason } from '../contract/index.ts'
import { mayRead, problem, Refused } from '../indicators/index.ts'
import { parseLocal, type Clock } from '../lib/index.ts'
import { can, type Regions } from '../regions/index.ts'
import type { Desk } from './desk.ts'
import type { Episode, Told } from './types.ts'

interface CommandDeps {
  desk: Desk
  regions: Regions
  clock: Clock
  /** Theme of a rule; `undefined` = the rule is gone. */
  themeOf: (rule: string) => string | undefined
  changed: (episodes: readonly Episode[]) => void
}

const unknown = (id: string): Refused =>
  new Refused(
    problem(404, 'unknown-alert', `没有预警 ${id}`, {
      field: 'id',
      hint: '可能已经解除；当前预警见 GET /api/v1/alerts',
    }),
  )

const forbidden = (what: string): Refused =>
  new Refused(problem(403, 'not-allowed', `您没有${what}的权限`, { hint: '请联系系统管理员授权' }))

const touch = (told: readonly Told[], person: string, change: (one: Told) => Told): Told[] =>
  told.map((one) => (one.person?.id === person ? change(one) : one))

/** Reading is noted once, at the first time; acting is reading too. */
const readBy = (told: readonly Told[], person: string, at: number): Told[] =>
  touch(told, person, (one) => ({ ...one, delivered: one.delivered ?? at, read: one.read ?? at }))

/** What people do to alerts. */
export const createCommands = ({ desk, regions, clock, themeOf, changed }: CommandDeps) => {
  const visible = (id: string, scope: Scope): Episode => {
    const episode = [...desk.live().values()].find((one) => one.id === id)
    if (!episode || episode.state === 'pending' || !mayRead(regions, scope, episode.region, episode.theme))
      throw unknown(id)
    return episode
  }
  /** Changes alerts by id; those that ended meanwhile are left as they are. */
  const update = async (
    ids: readonly string[],
    kind: 'acknowledged' | 'read' | 'acted' | 'case' | null,
    change: (episode: Episode) => Episode,
    person?: Person,
  ): Promise<void> => {
    const now = clock.local()
    const outcome = await desk.change(
      now,
      (draft) => {
        for (const episode of draft.live())
          if (ids.includes(episode.id)) draft.put(change(episode), kind ?? undefined, person?.name ?? '')
      },
      person ? { person: person.id } : {},
    )
    if (kind) changed(outcome.changed)
  }

  /** Keeping everybody silent in a place takes the right to all that could speak there. */
  const maySilence = (person: Person, region: RegionCode, theme: string | undefined): boolean =>
    can(
      regions,
      theme === undefined ? { ...person, grants: person.grants.filter(({ themes }) => themes === 'all') } : person,
      { action: 'configure', region, ...(theme === undefined ? {} : { theme }) },
    )

  return {
    /** Signs for an alert. Signing again changes nothing; throws `Refused` when it is not there for this person. */
    acknowledge: async (id: string, person: Person, scope: Scope): Promise<void> => {
      const { region, theme, acknowledged } = visible(id, scope)
      if (!can(regions, person, { action: 'handle', region, theme })) throw forbidden('签收这条预警')
      if (acknowledged) return
      const at = clock.local()
      await update(
        [id],
        'acknowledged',
        (episode) => ({
          ...episode,
          state: episode.state === 'firing' ? 'acknowledged' : episode.state,
          acknowledged: episode.acknowledged ?? { person: person.id, name: person.name, at },
          told: touch(readBy(episode.told, person.id, at), person.id, (one) => ({ ...one, acted: one.acted ?? at })),
        }),
        person,
      )
    },
    /** Somebody opened an alert. */
    read: async (id: string, person: Person, scope: Scope): Promise<void> => {
      const { told } = visible(id, scope)
      if (!told.some((one) => one.person?.id === person.id && one.read === null)) return
      await update(
        [id],
        'read',
        (episode) => ({ ...episode, told: readBy(episode.told, person.id, clock.local()) }),
        person,
      )
    },
    /** Alerts reached somebody's screen. */
    delivered: async (ids: readonly string[], person: Person): Promise<void> => {
      const fresh = [...desk.live().values()]
        .filter(
          ({ id, told }) =>
            ids.includes(id) && told.some((one) => one.person?.id === person.id && one.delivered === null),
        )
        .map(({ id }) => id)
      if (fresh.length === 0) return
      const at = clock.local()
      await update(
        fresh,
        null,
        (episode) => ({
          ...episode,
          told: touch(episode.told, person.id, (one) => ({ ...one, delivered: one.delivered ?? at })),
        }),
        person,
      )
    },
    /** A channel has delivered what it was given about these. */
    taken: async (ids: readonly string[], why: TellingReason, channel: string): Promise<void> => {
      const at = clock.local()
      const isMine = (one: Told): boolean => one.channel === channel && one.why === why && one.delivered === null
      await update(ids, null, (episode) =>
        episode.told.some(isMine)
          ? { ...episode, told: episode.told.map((one) => (isMine(one) ? { ...one, delivered: at } : one)) }
          : episode,
      )
    },
    /** A case was opened for an alert. */
    linkCase: (id: string, number: string): Promise<void> =>
      update([id], 'case', (episode) => ({ ...episode, case: number })),
    /** How the cases of alerts have ended, if they have; alerts of which nothing new is said are left as they are. */
    noteCases: async (ended: ReadonlyMap<string, CaseEnd | null>): Promise<void> => {
      const isNews = ({ id, caseEnded = null }: Episode): boolean => ended.has(id) && ended.get(id) !== caseEnded
      const news = [...desk.live().values()].filter(isNews).map(({ id }) => id)
      if (news.length > 0) await update(news, 'case', (episode) => ({ ...episode, caseEnded: ended.get(episode.id)! }))
    },
    /** Somebody who was told did something about the alert's case: that is acting on it, the first time counts. */
    acted: async (id: string, person: string): Promise<void> => {
      const known = [...desk.live().values()].find((one) => one.id === id)
      if (!known?.told.some((one) => one.person?.id === person && one.acted === null)) return
      const at = clock.local()
      await update([id], 'acted', (episode) => ({
        ...episode,
        told: touch(readBy(episode.told, person, at), person, (one) => ({ ...one, acted: one.acted ?? at })),
      }))
    },
    /** Plans a silence. Throws `Refused` when its time cannot be read, is over, or the person may not. */
    silence: async (
      wish: SilenceWish & { region: RegionCode; theme: string | undefined },
      person: Person,
    ): Promise<string> => {
      const now = clock.local()
      const moment = (text: string, field: string): number => {
        const local = parseLocal(clock.zone, text)
        if (local === null)
          throw new Refused(
            problem(400, 'unreadable-time', `无法识别的时间“${text}”`, {
              field,
              hint: '请写作 2026-11-21T08:00:00+08:00',
            }),
          )
        return local
      }
      const from = wish.from === undefined ? now : moment(wish.from, 'from')
      const until = moment(wish.until, 'until')
      if (until <= Math.max(from, now))
        throw new Refused(problem(400, 'empty-span', '结束时间应晚于开始时间和现在', { field: 'until' }))
      if (!maySilence(person, wish.region, wish.theme)) throw forbidden('在这里设置静默')
      const id = randomUUID()
      await desk.plan((sql) =>
        sql.query("insert into alert_silence select $1, nullif($2, ''), $3, $4, $5, $6, $7, $8, null", [
          id,
          wish.rule ?? '',
          wish.region,
          from,
          until,
          person.id,
          person.name,
          wish.reason,
        ]),
      )
      return id
    },
    /** Ends a silence early. */
    endSilence: async (id: string, person: Person): Promise<void> => {
      const silence = desk.silences().find((one) => one.id === id)
      const missing = problem(404, 'unknown-silence', `没有静默 ${id}`, { field: 'id' })
      if (!silence || !maySilence(person, silence.region, silence.rule === null ? undefined : themeOf(silence.rule)))
        throw new Refused(missing)
      if (silence.ended !== null) return
      await desk.plan((sql) => sql.query('update alert_silence set ended = $2 where id = $1', [id, clock.local()]))
    },
  }
}
export type Commands = ReturnType<typeof createCommands>
