import { dueNotices, type Notice } from '../group/due-notices.ts'
import type { PassContext, Stage } from '../pass/context.ts'
import type { Draft } from '../pass/draft.ts'
import type { Episode, Told } from '../types.ts'
import { audienceOf } from './audience.ts'

/** The channel everybody has. */
export const APP = 'app'

const entry = (whom: Pick<Told, 'to' | 'person' | 'channel'>, { why }: Notice, at: number): Told => ({
  ...whom,
  why,
  at,
  delivered: null,
  read: null,
  acted: null,
})

const tellingsOf = (notice: Notice, { people, regions, channelsFor, now }: PassContext): Told[] => [
  ...audienceOf({ to: notice.to, region: notice.episodes[0]!.region, theme: notice.rule.theme }, people, regions).map(
    ({ to, person }) => entry({ to, person, channel: APP }, notice, now),
  ),
  ...channelsFor(notice).map(({ id, title }) => entry({ to: title, person: null, channel: id }, notice, now)),
]

/** Writes down who is told what, and hands the notice to the channels. */
export const tellOf = (
  draft: Draft,
  notice: Notice,
  context: PassContext,
  more: (episode: Episode) => Partial<Episode>,
): Notice => {
  const episodes = notice.episodes.map((episode) => {
    const told = tellingsOf({ ...notice, episodes: [episode] }, context)
    const next: Episode = { ...episode, ...more(episode), told: [...episode.told, ...told] }
    draft.put(
      next,
      notice.why === 'climbed' ? 'climbed' : 'told',
      told.map(({ to, person }) => person?.name ?? to).join('、'),
    )
    return next
  })
  return { ...notice, episodes }
}

/** Tells of what is new or worse. */
export const tell: Stage = (draft, context, out) => {
  for (const notice of dueNotices(draft.live(), context.catalog.alerts, context.regions, context.now)) {
    out.push(tellOf(draft, notice, context, ({ band }) => ({ toldOf: band, toldAt: context.now })))
  }
}

/** Tells those who were told that it is over. */
export const tellEnd: Stage = (draft, context, out) => {
  for (const { episode, kind } of draft.moves) {
    const rule = context.catalog.alerts.get(episode.rule)
    if (kind === 'resolved' && rule && episode.toldOf !== null)
      out.push({ rule, why: 'resolved', to: [], region: episode.region, episodes: [episode] })
  }
}
